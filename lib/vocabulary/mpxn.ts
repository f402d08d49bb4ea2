import { z } from 'zod';

const MPXN = /^(?:[0-9A-HJ-NPR-Z]{2}[0-9]{8,11}|[0-9]{6,10})$/;

/**
 * Trimmed, without inner spaces, upper case; null when that is no MPAN or MPRN
 * (docs/api/ids-and-values.md#meter-point-numbers).
 */
export function normaliseMpxn(value: string): string | null {
  const mpxn = value.replace(/\s/gu, '').toUpperCase();
  return MPXN.test(mpxn) ? mpxn : null;
}

/** An MPxN in any accepted spelling, read as its normal form. */
export const mpxnSchema = z
  .string()
  .transform((value, context) => {
    const mpxn = normaliseMpxn(value);
    if (mpxn) return mpxn;
    context.addIssue({
      code: 'custom',
      message: 'must be an MPAN or MPRN: 6 to 10 digits, or two characters and 8 to 11 digits',
    });
    return z.NEVER;
  })
  .meta({
    id: 'MpxnSpelling',
    description:
      'A meter point: an MPAN (electricity) or an MPRN (gas). Spaces and lower case are accepted; ' +
      'without spaces and in upper case it must be 6 to 10 digits, or two characters (digits, or ' +
      'letters but I, O and Q) and 8 to 11 digits.',
    // Spaces may stand anywhere.
    pattern:
      '^\\s*(?:(?:[0-9A-HJ-NPR-Za-hj-npr-z]\\s*){2}(?:[0-9]\\s*){8,11}|(?:[0-9]\\s*){6,10})$',
    example: '1200023305967',
  });

/** An MPxN as every answer gives it. */
export const normalMpxnSchema = z.string().regex(MPXN).meta({
  id: 'Mpxn',
  description: 'A meter point in its normal form: an MPAN (electricity) or an MPRN (gas).',
  example: '1200023305967',
});

/** The last four characters, all that a page or mail shows of a meter point. */
export function mpxnEnding(mpxn: string): string {
  return mpxn.slice(-4);
}

/** The path of a meter point. */
export const meterPointParamsSchema = z.object({ mpxn: mpxnSchema });

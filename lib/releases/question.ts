import { z } from 'zod';
import { isId } from '@/lib/platform/ids';
import { dateSchema } from '@/lib/platform/schema-parts';
import { dataTypeSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import type { EvaluationInput } from './schemas';

/** What is asked, in one form for one meaning. What was not understood of it is empty or null. */
export interface Question {
  /** Why it is refused by what it says alone. */
  fault: 'not-understood' | 'data-not-named' | null;
  key: string;
  mpxn: string;
  duid: string;
  dataTypes: string[];
  from: string | null;
  to: string | null;
}

/** What may stand in `resource.properties`; whatever is not in it must not be passed over in silence. */
const propertiesSchema = z.strictObject({
  'data-types': z.array(dataTypeSchema).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

const contextSchema = z.strictObject({ 'access-key': z.string() });

interface Data {
  dataTypes: string[];
  from: string;
  to: string;
}

/** The kinds of data and the days; null: they are not named. */
function dataOf(properties: z.output<typeof propertiesSchema>): Data | null {
  const { 'data-types': types = [], from, to } = properties;
  if (types.length === 0 || from === undefined || to === undefined) return null;
  return { dataTypes: [...new Set(types)].sort(), from, to };
}

/** Whose data of which meter point, as far as it is understood. */
function partiesOf({ subject, resource, context }: EvaluationInput) {
  const isDuid = subject.type === 'data-user' && duidSchema.safeParse(subject.id).success;
  const mpxn = resource.type === 'meter-point' ? normaliseMpxn(resource.id) : null;
  return { key: context['access-key'], duid: isDuid ? subject.id : '', mpxn: mpxn ?? '' };
}

/**
 * Reads a question (docs/api/releases.md#the-question). One that says more than the register
 * understands is refused: a permit holds for all that was asked.
 */
export function toQuestion(input: EvaluationInput): Question {
  const parties = partiesOf(input);
  const nothing = { ...parties, dataTypes: [], from: null, to: null };
  const properties = propertiesSchema.safeParse(input.resource.properties ?? {});
  const isUnderstood =
    parties.duid !== '' &&
    parties.mpxn !== '' &&
    input.action.name === 'release' &&
    properties.success &&
    contextSchema.safeParse(input.context).success;
  if (!isUnderstood) return { ...nothing, fault: 'not-understood' };
  const data = dataOf(properties.data);
  if (!data) return { ...nothing, fault: 'data-not-named' };
  if (data.from > data.to) return { ...nothing, fault: 'not-understood' };
  return { ...parties, ...data, fault: null };
}

/** The access key as the register may look it up; nothing that no key can be. */
export function storedKeyOf({ key }: Question): string {
  return isId('ak', key) ? key : '';
}

import { z } from 'zod';

export const revocationReasons = [
  'customer-request',
  'contract-ended',
  'lia-lapsed',
  'statutory-authority-lapsed',
  'data-no-longer-required',
  'other',
] as const;

export const revocationReasonSchema = z.enum(revocationReasons).meta({ id: 'RevocationReason' });
export type RevocationReason = (typeof revocationReasons)[number];

import { z } from 'zod';

export const declinedReasons = ['refused', 'not-recognised'] as const;
export type DeclinedReason = (typeof declinedReasons)[number];

/** Why a customer declined: they say no, which refuses a permission that was asked for, or do not recognise it. */
export const declinedReasonSchema = z.enum(declinedReasons).meta({ id: 'DeclinedReason' });

import { z } from 'zod';

export const declinedReasons = ['refused', 'not-recognised'] as const;
export type DeclinedReason = (typeof declinedReasons)[number];

/** Why a customer declined: they refuse the permission, or do not recognise the request. */
export const declinedReasonSchema = z.enum(declinedReasons).meta({ id: 'DeclinedReason' });

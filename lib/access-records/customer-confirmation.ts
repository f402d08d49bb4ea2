import type { Reidentification } from '@/lib/db/generated/client';
import { toMethod } from '@/lib/reidentification/status';
import type { CustomerConfirmation } from './dto';

/**
 * What an access record says of the confirmation that it carries
 * (docs/api/proposals.md#registering-what-was-confirmed).
 */
export function toCustomerConfirmation(row: Reidentification): CustomerConfirmation {
  const { confirmedBy, outcomeAt, bindReturn, proposalDigest } = row;
  if (!confirmedBy || !outcomeAt) throw new Error('this re-identification is not confirmed');
  return {
    method: toMethod(confirmedBy),
    assurance: row.assurance === 'proven' ? 'proven' : 'unproven',
    'confirmed-at': outcomeAt.toISOString(),
    bound: bindReturn,
    'proposal-digest': proposalDigest,
  };
}

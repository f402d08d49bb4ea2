import type { RevocationReason } from '@/lib/vocabulary/revocation-reasons';

/** The reasons of the contract that a household may have (§6); to give one is up to the customer. */
export const withdrawalReasons = [
  'customer-request',
  'contract-ended',
  'data-no-longer-required',
  'other',
] as const satisfies RevocationReason[];

export type WithdrawalReason = (typeof withdrawalReasons)[number];

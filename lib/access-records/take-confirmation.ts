import type { Tx } from '@/lib/db/database';
import { noteRegistered } from '@/lib/evidence/note-registered';
import { ConflictError } from '@/lib/platform/errors';
import type { Proposal } from '@/lib/proposals/dto';
import type { UsedToken } from '@/lib/reidentification/use-confirmed-token';
import { Prisma } from '@/lib/db/generated/client';
import { toCustomerConfirmation } from './customer-confirmation';
import type { AccessDocument, CustomerConfirmation } from './dto';
import { findOutsideProposal } from './outside-proposal';

/** A confirmation as an access record carries it. */
export interface TakenConfirmation {
  customerConfirmation: CustomerConfirmation;
  confirmationRef: string;
}

/**
 * Takes the confirmation of a token that was spent on an access record, whose body it must hold, together with
 * its evidence (docs/api/proposals.md#registering-what-was-confirmed).
 *
 * @throws {ConflictError} the body goes beyond what was proposed
 */
export async function takeConfirmation(
  tx: Tx,
  token: UsedToken,
  { ak, document }: { ak: string; document: AccessDocument },
): Promise<TakenConfirmation> {
  const proposal = token.proposal as unknown as Proposal | null;
  const outside = proposal ? findOutsideProposal(document, proposal) : [];
  if (outside.length > 0) throw new ConflictError(outside);
  const { tokenRef } = token;
  await noteRegistered(tx, tokenRef, ak);
  return { customerConfirmation: toCustomerConfirmation(token), confirmationRef: tokenRef };
}

/** What the columns of an access record hold of a confirmation; null: it has none. */
export function toColumns(confirmation: TakenConfirmation | null) {
  return {
    customerConfirmation: confirmation ? { ...confirmation.customerConfirmation } : Prisma.DbNull,
    confirmationRef: confirmation?.confirmationRef ?? null,
  };
}

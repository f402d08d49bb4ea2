import type { Tx } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import { ConflictError } from '@/lib/platform/errors';
import { useConfirmationToken } from '@/lib/reidentification/use-confirmation-token';
import { findBeyondNarrowing } from './beyond-narrowing';
import { asConfirmation, type AccessDocument } from './dto';
import { takeConfirmation, toColumns } from './take-confirmation';

interface Replacement {
  /** The Identity Record that it links; null: none. */
  ir: string | null;
  document: AccessDocument;
  /** The `confirmation-token`, or null. */
  tokenRef: string | null;
}

interface Confirmed {
  /** Whether the record carries a confirmation once it is replaced. */
  isConfirmed: boolean;
  /** What its columns are to hold of that; nothing where it stays. */
  columns: Partial<ReturnType<typeof toColumns>>;
}

/** Without being asked, a customer loses what they were shown to nobody. @throws {ConflictError} */
function keepConfirmation(record: AccessRecord, { ir, document }: Replacement): Confirmed {
  const confirmation = asConfirmation(record.customerConfirmation);
  if (confirmation !== null && confirmation['proposal-digest'] !== null) {
    const before = record.document as unknown as AccessDocument;
    const beyond = findBeyondNarrowing(before, document);
    if (beyond.length > 0) throw new ConflictError(beyond);
  }
  // Somebody else has not confirmed.
  const isLost = confirmation !== null && record.ir !== ir;
  return {
    isConfirmed: confirmation !== null && !isLost,
    columns: isLost ? toColumns(null) : {},
  };
}

/**
 * The confirmation of a record that is replaced: the one that it has, for what only narrows it, or that of a new
 * token, whose proposal holds the new body (docs/api/proposals.md#never-widened-behind-the-customers-back).
 *
 * @throws {ConflictError} and what {@link useConfirmationToken} throws
 */
export async function confirmReplacement(
  tx: Tx,
  record: AccessRecord,
  replacement: Replacement,
): Promise<Confirmed> {
  const { tokenRef, ir, document } = replacement;
  if (tokenRef === null) return keepConfirmation(record, replacement);
  const { ak, accountId, customerConfirmation } = record;
  const token = await useConfirmationToken(tx, { accountId, tokenRef, ak, ir });
  const wasShown = asConfirmation(customerConfirmation)?.['proposal-digest'] ?? null;
  if (wasShown !== null && token.proposalDigest === null) {
    throw new ConflictError('was started without a proposal', 'confirmation-token');
  }
  const columns = toColumns(await takeConfirmation(tx, token, { ak, document }));
  return { isConfirmed: true, columns };
}

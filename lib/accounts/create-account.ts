import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { hashSecret } from '@/lib/platform/secret-hash';
import { newSecretKey } from './new-secret-key';
import type { CreateAccountInput } from './schemas';

async function takenField(input: CreateAccountInput): Promise<string> {
  const { 'account-id': id, duid } = input;
  if (await db().account.findUnique({ where: { id } })) return 'account-id';
  if (duid && (await db().account.findUnique({ where: { duid } }))) return 'duid';
  return 'organisation-reference';
}

/**
 * Creates an account. Where the caller gives no secret one is generated, and returned this once.
 *
 * @throws {ConflictError} when account-id, DUID or organisation reference is taken
 */
export async function createAccount(
  input: CreateAccountInput,
  createdBy: string | null,
): Promise<{ account: Account; generatedSecret: string | null }> {
  const generatedSecret = input['secret-key'] ? null : newSecretKey();
  const secretHash = await hashSecret(input['secret-key'] ?? generatedSecret ?? '');
  try {
    const account = await inTransaction(async (tx) => {
      const created = await tx.account.create({
        data: {
          id: input['account-id'],
          duid: input.duid ?? newId('duid'),
          displayName: input['display-name'],
          role: input.role,
          contactUrl: input['contact-url'],
          dataTypes: input['data-types'] ?? [],
          redirectUrls: input['redirect-urls'] ?? [],
          organisationReference: input['organisation-reference'],
          secretHash,
          registeredAt: now(),
        },
      });
      await recordAudit(tx, {
        type: 'account.created',
        accountId: createdBy,
        detail: { account: created.id, role: created.role },
      });
      return created;
    });
    return { account, generatedSecret };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError('is taken by another account', await takenField(input));
  }
}

import { db } from '@/lib/db/database';
import { env } from '@/lib/platform/env';
import { ConflictError } from '@/lib/platform/errors';
import { createAccount } from './create-account';
import { createAccountSchema } from './schemas';

/** Creates the admin account named by `BOOTSTRAP_ADMIN_ID` unless it exists (docs/runbook.md#settings). */
export async function bootstrapAdmin(): Promise<void> {
  const { BOOTSTRAP_ADMIN_ID: id, BOOTSTRAP_ADMIN_SECRET: secret } = env();
  if (!id || !secret || (await db().account.findUnique({ where: { id } }))) return;
  const input = createAccountSchema.parse({
    'account-id': id,
    'secret-key': secret,
    'display-name': 'Register operator',
    role: 'admin',
  });
  try {
    await createAccount(input, null);
  } catch (error) {
    // Another process started at the same time and was first.
    if (!(error instanceof ConflictError)) throw error;
  }
}

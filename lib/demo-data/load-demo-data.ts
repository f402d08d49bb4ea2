import { createAccount } from '@/lib/accounts/create-account';
import { createAccountSchema } from '@/lib/accounts/schemas';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import accounts from './accounts.json';
import { loadAccesses } from './load-accesses';
import { loadHouseholds } from './load-households';
import { loadPast } from './load-past';
import { reportFromNetwork, reportMove } from './network-reports';

async function createMissingAccount(account: (typeof accounts)[number]): Promise<void> {
  const id = account['account-id'];
  if (await db().account.findUnique({ where: { id } })) return;
  await createAccount(createAccountSchema.parse(account), null);
}

/**
 * Loads the demo's organisations and records through the use cases of the API, unless they are there, and rows of
 * what they would have done before: safe at every start, after one that was cut short too. Their secrets are printed by `npm run demo` and
 * worth nothing. Never in production.
 */
export async function loadDemoData(): Promise<void> {
  const start = now();
  // One after the other: a slow hash that has to wait long for others is refused, and with it the start.
  for (const account of accounts) await createMissingAccount(account);
  const records = await loadHouseholds(start);
  await reportFromNetwork(start);
  await loadAccesses(records, start);
  await reportMove(start);
  await loadPast(records, start);
}

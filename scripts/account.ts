/**
 * Accounts from the command line.
 *
 *   npm run account -- create ACCOUNT-ID --role ROLE --display-name NAME [--duid DUID] [--secret SECRET]
 *   npm run account -- mail-limit ACCOUNT-ID MAILS-PER-HOUR
 *
 * Without --secret one is generated and printed, this once. On the embedded database stop the register
 * first: only one process may use it.
 */
import { parseArgs } from 'node:util';
import { createAccount } from '@/lib/accounts/create-account';
import { createAccountSchema } from '@/lib/accounts/schemas';
import { setMailLimit } from '@/lib/accounts/set-mail-limit';
import { parse } from '@/lib/http/parse';
import { withDatabase } from './with-database';

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      'display-name': { type: 'string' },
      duid: { type: 'string' },
      secret: { type: 'string' },
    },
  });
}

type Values = ReturnType<typeof readArguments>['values'];

async function create(accountId: string, values: Values): Promise<number> {
  const input = parse(createAccountSchema, {
    'account-id': accountId,
    role: values.role,
    'display-name': values['display-name'],
    duid: values.duid,
    'secret-key': values.secret,
  });
  const { account, generatedSecret } = await createAccount(input, null);
  console.log(`Created ${account.id} (${account.role}), ${account.duid}.`);
  if (generatedSecret) console.log(`Its secret key, shown this once: ${generatedSecret}`);
  return 0;
}

await withDatabase(async () => {
  const { positionals, values } = readArguments();
  const [command, accountId = '', count] = positionals;
  if (command === 'create') return create(accountId, values);
  if (command === 'mail-limit') {
    await setMailLimit(accountId, Number(count));
    console.log(`${accountId} may send ${count} mails an hour.`);
    return 0;
  }
  console.error('Say: npm run account -- create … | mail-limit ACCOUNT-ID MAILS-PER-HOUR');
  return 1;
});

/** The commands of `npm run account`: accounts through the use cases of the API. */
import { parseArgs } from 'node:util';
import {
  changeAccountStatus,
  updateAccount,
  type StatusChange,
} from '@/lib/accounts/change-account';
import { createAccount } from '@/lib/accounts/create-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { listAccounts } from '@/lib/accounts/list-accounts';
import { rotateSecret } from '@/lib/accounts/rotate-secret';
import {
  createAccountSchema,
  decisionLimitSchema,
  listAccountsSchema,
} from '@/lib/accounts/schemas';
import { setMailLimit } from '@/lib/accounts/set-mail-limit';
import { resetAdminPasskeys } from '@/lib/consoles/reset-admin-passkeys';
import type { Account } from '@/lib/db/generated/client';
import { parse } from '@/lib/http/parse';
import { ValidationError } from '@/lib/platform/errors';
import { textTable } from './text-table';

const USAGE = `npm run account -- COMMAND

  create ID --role ROLE --display-name NAME   creates an account; without --secret one is generated
         [--secret SECRET] [--duid DUID]      and shown, this once
         [--contact-url URL]                  needed for data_user and data_provider
         [--organisation-reference REFERENCE]
         [--redirect-url URL]… [--data-type TYPE]…
  list [QUERY] [--json]                       all accounts, or those that QUERY names
  suspend ID                                  takes effect on the account's next request
  reactivate ID
  terminate ID                                final
  rotate-secret ID                            shows the new secret once; the old one stays good 15 minutes
  reset-passkeys ID                           an operator's: the next sign-in by secret enrols a new one
  mail-limit ID MAILS-PER-HOUR                how many mails the account may cause
  decision-limit ID REQUESTS-PER-MINUTE       how many requests for release decisions it may send
  statutory ID yes|no                         whether a Data User acts under a statute

Roles: data_user, data_provider, dcc, portal, admin. It exits 0 when done, 1 when refused. On the
embedded database stop the register first: only one process may use it.`;

const PAGE = 500;

function readArguments(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      json: { type: 'boolean' },
      role: { type: 'string' },
      'display-name': { type: 'string' },
      duid: { type: 'string' },
      secret: { type: 'string' },
      'contact-url': { type: 'string' },
      'organisation-reference': { type: 'string' },
      'redirect-url': { type: 'string', multiple: true },
      'data-type': { type: 'string', multiple: true },
    },
  });
}

type Values = ReturnType<typeof readArguments>['values'];
type Command = (target: string, values: Values, count: string | undefined) => Promise<void>;

const create: Command = async (accountId, values) => {
  const input = parse(createAccountSchema, {
    'account-id': accountId,
    role: values.role,
    'display-name': values['display-name'],
    duid: values.duid,
    'secret-key': values.secret,
    'contact-url': values['contact-url'],
    'organisation-reference': values['organisation-reference'],
    'redirect-urls': values['redirect-url'],
    'data-types': values['data-type'],
  });
  const { account, generatedSecret } = await createAccount(input, null);
  console.log(`Created ${account.id} (${account.role}), ${account.duid}.`);
  if (generatedSecret) console.log(`Its secret key, shown this once: ${generatedSecret}`);
};

async function everyAccount(query: string): Promise<Account[]> {
  const all: Account[] = [];
  let cursor: string | undefined;
  do {
    const q = query === '' ? undefined : query;
    const page = await listAccounts(parse(listAccountsSchema, { q, cursor, limit: PAGE }));
    all.push(...page.accounts);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}

const list: Command = async (query, values) => {
  const accounts = (await everyAccount(query)).map(toAdminAccount);
  if (values.json) {
    console.log(JSON.stringify(accounts, null, 2));
    return;
  }
  const columns = [
    'account-id',
    'role',
    'status',
    'duid',
    'registered-at',
    'display-name',
  ] as const;
  console.log(
    textTable(
      columns,
      accounts.map((account) => columns.map((column) => account[column])),
    ),
  );
};

const changeStatus =
  (change: StatusChange): Command =>
  async (accountId) => {
    const { id, status } = await changeAccountStatus(accountId, change, null);
    console.log(`${id} is ${status}.`);
  };

const rotate: Command = async (accountId) => {
  const secret = await rotateSecret(accountId, { by: 'command-line' });
  console.log(`The secret key of ${accountId}, shown this once: ${secret}`);
  console.log('The one before stays good for 15 minutes.');
};

const resetPasskeys: Command = async (accountId) => {
  const count = await resetAdminPasskeys(accountId);
  console.log(`${accountId} had ${count} passkeys, and has none. Its sessions have ended.`);
};

const limitMails: Command = async (accountId, _values, count) => {
  await setMailLimit(accountId, Number(count), null);
  console.log(`${accountId} may send ${count} mails an hour.`);
};

const limitDecisions: Command = async (accountId, _values, count) => {
  const limit = parse(decisionLimitSchema, { 'decisions-per-minute': Number(count) });
  await updateAccount(accountId, limit, null);
  console.log(`${accountId} may send ${count} requests for decisions a minute.`);
};

const markStatutory: Command = async (accountId, _values, answer) => {
  if (answer !== 'yes' && answer !== 'no')
    throw ValidationError.field('statutory', 'must be yes or no');
  await updateAccount(accountId, { statutory: answer === 'yes' }, null);
  console.log(`${accountId} is ${answer === 'yes' ? '' : 'not '}statutory.`);
};

const commands = new Map<string, Command>([
  ['create', create],
  ['list', list],
  ['suspend', changeStatus('suspend')],
  ['reactivate', changeStatus('reactivate')],
  ['terminate', changeStatus('terminate')],
  ['rotate-secret', rotate],
  ['reset-passkeys', resetPasskeys],
  ['mail-limit', limitMails],
  ['decision-limit', limitDecisions],
  ['statutory', markStatutory],
]);

/** What to do, or what to say instead. */
export type Chosen = { run: () => Promise<void> } | { help: string } | { refusal: string };

/** Reads the arguments of `npm run account`; `run` needs the database, and throws what it refuses. */
export function chooseAccountCommand(args: string[]): Chosen {
  let read: ReturnType<typeof readArguments>;
  try {
    read = readArguments(args);
  } catch (error) {
    return { refusal: `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}` };
  }
  const { positionals, values } = read;
  if (values.help) return { help: USAGE };
  const [name = '', target = '', count] = positionals;
  const command = commands.get(name);
  return command ? { run: () => command(target, values, count) } : { refusal: USAGE };
}

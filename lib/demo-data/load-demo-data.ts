import { createAccount } from '@/lib/accounts/create-account';
import { createAccountSchema } from '@/lib/accounts/schemas';
import { db } from '@/lib/db/database';

const DEMO_APP = 'http://127.0.0.1:4000';

function returnUrls(company: string): string[] {
  return [`${DEMO_APP}/${company}/return`, `${DEMO_APP}/${company}/mail-return`];
}

/** The organisations of the demo; their secrets are printed by `npm run demo` and worth nothing. */
const accounts = [
  {
    'account-id': 'northwind-energy',
    'secret-key': 'demo-secret-northwind',
    'display-name': 'Northwind Energy',
    role: 'data_user',
    'contact-url': 'https://northwind.example/contact',
    'redirect-urls': returnUrls('northwind'),
  },
  {
    'account-id': 'brightmeter',
    'secret-key': 'demo-secret-brightmeter',
    'display-name': 'Brightmeter',
    role: 'data_user',
    'contact-url': 'https://brightmeter.example/help',
    'redirect-urls': returnUrls('brightmeter'),
  },
  {
    'account-id': 'gridline-data',
    'secret-key': 'demo-secret-gridline',
    'display-name': 'Gridline Data Services',
    role: 'data_provider',
    'contact-url': 'https://gridline.example/contact',
  },
  {
    'account-id': 'operator',
    'secret-key': 'demo-secret-operator',
    'display-name': 'Register operator',
    role: 'admin',
  },
] as const;

/** Creates the demo's organisations unless they exist; safe at every start. Never in production. */
export async function loadDemoData(): Promise<void> {
  for (const account of accounts) {
    const id = account['account-id'];
    if (await db().account.findUnique({ where: { id } })) continue;
    await createAccount(createAccountSchema.parse(account), null);
  }
}

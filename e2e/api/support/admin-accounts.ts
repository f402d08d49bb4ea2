import { randomBytes } from 'node:crypto';
import type { ApiAccount, ApiAnswer } from '../../../harness/api-client';

export interface AccountAnswer {
  account: Record<string, unknown>;
  'secret-key'?: string;
}

/** An account-id with every kind of character that one may have. */
export const randomAccountId = () => `org.${randomBytes(6).toString('hex')}_A-1`;

/** What the operator does with accounts, by the operator's own calls. */
export function adminAccounts(admin: ApiAccount) {
  return {
    create: (fields: object): Promise<ApiAnswer<AccountAnswer>> =>
      admin.call('POST', '/v1/admin/accounts', {
        'account-id': randomAccountId(),
        'display-name': 'Northwind Energy',
        'contact-url': 'https://northwind.example/contact',
        role: 'data_user',
        ...fields,
      }),
    patch: (id: string, fields: object): Promise<ApiAnswer<AccountAnswer>> =>
      admin.call('PATCH', `/v1/admin/accounts/${id}`, fields),
    /** `verb`: suspend, reactivate or terminate. */
    change: (id: string, verb: string): Promise<ApiAnswer<AccountAnswer>> =>
      admin.call('POST', `/v1/admin/accounts/${id}/${verb}`),
  };
}

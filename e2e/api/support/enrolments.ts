import type { ApiAccount } from '../../../harness/api-client';
import type { SharedRegister } from '../../../harness/api-context';
import { SoftwareAuthenticator } from '../../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../../harness/callers/customer-browser';
import { allowedIds } from '../../../harness/callers/passkey-page';
import { startAcross } from '../../../harness/callers/reidentification';

export const REGISTER = { method: 'passkey-register' };
export const ASSERT = { method: 'passkey-assert' };

export interface Organisations {
  /** Creates the Identity Records; named Northwind Energy. */
  creator: ApiAccount;
  /** Asks by meter number; named Brightmeter. */
  asker: ApiAccount;
  /** Has to do with neither. */
  third: ApiAccount;
}

/** Tests of enrolling: who is there, and what they do time and again. */
export function enrolments({ client, origin }: Pick<SharedRegister, 'client' | 'origin'>) {
  const newBrowser = () => new CustomerBrowser(origin);
  return {
    newBrowser,
    newDevice: () => new SoftwareAuthenticator({ origin }),
    newOrganisations: async (): Promise<Organisations> => ({
      creator: await client.createAccount({ 'display-name': 'Northwind Energy' }),
      asker: await client.createAccount({ 'display-name': 'Brightmeter' }),
      third: await client.createAccount(),
    }),
    /** Ids of the passkeys that a page for this account would accept from the occupant. */
    offeredTo: async (account: ApiAccount, mpxn: string): Promise<string[]> => {
      const { page } = await startAcross(account, mpxn, ASSERT);
      return allowedIds(await newBrowser().open(page));
    },
  };
}

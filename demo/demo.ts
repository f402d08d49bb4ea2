import { createRegisterClient, type RegisterClient } from 'central-access-register-client';
import { companies, type Company, type DataUserId } from './companies';
import { CustomerBook } from './customer-book';
import { DataUserApi } from './data-user-api';
import { SessionStore } from './session';
import type { DemoSettings } from './settings';

export type DataUser = {
  readonly id: DataUserId;
  readonly company: Company;
  readonly api: DataUserApi;
  readonly sessions: SessionStore;
  readonly customers: CustomerBook;
};

/** Everything one running demo app holds. */
export type Demo = {
  readonly url: string;
  readonly registerOrigin: string;
  /** Of a company without an account: a Data Provider needs none to verify. */
  readonly withoutAccount: RegisterClient;
  readonly northwind: DataUser;
  readonly brightmeter: DataUser;
};

export function createDemo(settings: DemoSettings, url: string): Demo {
  return {
    url,
    registerOrigin: settings.registerOrigin,
    withoutAccount: createRegisterClient({ origin: settings.apiOrigin }),
    northwind: createDataUser(settings, url, 'northwind'),
    brightmeter: createDataUser(settings, url, 'brightmeter'),
  };
}

function createDataUser(settings: DemoSettings, url: string, id: DataUserId): DataUser {
  const client = createRegisterClient({
    origin: settings.apiOrigin,
    credentials: settings.credentials[id],
  });
  const returnUrls = { passkey: `${url}/${id}/return`, mail: `${url}/${id}/mail-return` };
  return {
    id,
    company: companies[id],
    api: new DataUserApi(client, returnUrls),
    sessions: new SessionStore(id),
    customers: new CustomerBook(),
  };
}

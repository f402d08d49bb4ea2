import { createRegisterClient, type RegisterClient } from 'central-access-register-client';
import type { AskingApi } from './asking-api';
import type { Attempt } from './attempt';
import { companies, type AskerId, type Company, type DataUserId } from './companies';
import { CustomerBook } from './customer-book';
import { DataUserApi } from './data-user-api';
import { PortalApi } from './portal-api';
import { SessionStore } from './session';
import type { DemoSettings } from './settings';
import type { Visit } from './visit';

/** A company that asks the register who is here. */
export type Asker = {
  readonly id: AskerId;
  readonly company: Company;
  readonly api: AskingApi;
  readonly sessions: SessionStore;
};

export type DataUser = Asker & {
  readonly id: DataUserId;
  readonly api: DataUserApi;
  readonly customers: CustomerBook;
};

export type Charity = Asker & {
  readonly id: 'voice';
  readonly api: PortalApi;
  /** What was looked up for each customer who confirmed; goes with the session that holds it. */
  readonly visits: WeakMap<Attempt, Visit>;
};

/** Everything one running demo app holds. */
export type Demo = {
  readonly url: string;
  readonly registerOrigin: string;
  /** Of a company without an account: a Data Provider needs none to verify. */
  readonly withoutAccount: RegisterClient;
  readonly northwind: DataUser;
  readonly brightmeter: DataUser;
  readonly solara: DataUser;
  readonly voice: Charity;
};

export function createDemo(settings: DemoSettings, url: string): Demo {
  return {
    url,
    registerOrigin: settings.registerOrigin,
    withoutAccount: createRegisterClient({ origin: settings.apiOrigin }),
    northwind: createDataUser(settings, url, 'northwind'),
    brightmeter: createDataUser(settings, url, 'brightmeter'),
    solara: createDataUser(settings, url, 'solara'),
    voice: createCharity(settings, url),
  };
}

function createDataUser(settings: DemoSettings, url: string, id: DataUserId): DataUser {
  return {
    id,
    company: companies[id],
    api: new DataUserApi(clientOf(settings, id), returnUrls(url, id)),
    sessions: new SessionStore(id),
    customers: new CustomerBook(),
  };
}

function createCharity(settings: DemoSettings, url: string): Charity {
  const id = 'voice';
  return {
    id,
    company: companies[id],
    api: new PortalApi(clientOf(settings, id), returnUrls(url, id)),
    sessions: new SessionStore(id),
    visits: new WeakMap(),
  };
}

function clientOf(settings: DemoSettings, id: AskerId): RegisterClient {
  return createRegisterClient({
    origin: settings.apiOrigin,
    credentials: settings.credentials[id],
  });
}

function returnUrls(url: string, id: AskerId) {
  return { passkey: `${url}/${id}/return`, mail: `${url}/${id}/mail-return` };
}

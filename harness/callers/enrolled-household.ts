import type { ApiAccount } from '../api-client';
import { SoftwareAuthenticator } from '../webauthn-authenticator';
import { CustomerBrowser } from './customer-browser';
import { createHousehold, type Household, type HouseholdOptions } from './household';
import { usePasskey, withWay } from './passkey-page';
import { startOwn } from './reidentification';

export interface EnrolledHousehold extends Household {
  browser: CustomerBrowser;
  device: SoftwareAuthenticator;
  /** WebAuthn id of the passkey, base64url. */
  passkeyId: string;
}

export interface EnrolledOptions extends HouseholdOptions {
  kind?: 'synced' | 'device-bound';
  /** Makes a passkey of its own although the occupant has one. */
  isAnother?: boolean;
}

/** A customer who enrolled a passkey in the flow of the organisation that identified them. */
export async function enrolHousehold(
  owner: ApiAccount,
  origin: string,
  options: EnrolledOptions = {},
): Promise<EnrolledHousehold> {
  const household = await createHousehold(owner, options);
  const browser = new CustomerBrowser(origin);
  const device = new SoftwareAuthenticator({ origin, kind: options.kind ?? 'synced' });
  const started = await startOwn(household, { method: 'passkey-register' });
  const page = options.isAnother ? withWay(started.page, 'new') : started.page;
  const done = await usePasskey(browser, device, page);
  const [passkey] = device.passkeys;
  if (done.status !== 200 || !passkey) throw new Error(`not enrolled: ${done.status} ${done.text}`);
  return { ...household, browser, device, passkeyId: passkey.id };
}

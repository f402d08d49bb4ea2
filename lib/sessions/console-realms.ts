import type { ConsoleRealm as StoredRealm, Role } from '@/lib/db/generated/client';
import { HOUR_S } from '@/lib/platform/clock';
import type { Realm } from '@/lib/sessions/realm-token';

/** The realms of people who work with the register; the customer's is the portal's. */
export type ConsoleRealm = Exclude<Realm, 'customer'>;

interface RealmRules {
  stored: StoredRealm;
  roles: readonly Role[];
  idleS: number;
}

/** Who signs in where, and how long a session may go unused, in seconds. */
export const consoleRealms: Record<ConsoleRealm, RealmRules> = {
  'data-user': {
    stored: 'data_user',
    roles: ['data_user', 'data_provider', 'portal', 'dcc'],
    idleS: 30 * 60,
  },
  admin: { stored: 'admin', roles: ['admin'], idleS: 15 * 60 },
};

/** A session's whole life, in seconds. */
export const CONSOLE_LIFETIME_S = 8 * HOUR_S;
/** An operator's right secret without the passkey lives no longer. */
export const HALF_SIGN_IN_S = 10 * 60;

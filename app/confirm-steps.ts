import type { Role } from '@/lib/db/generated/client';
import type { ConsoleRealm } from '@/lib/sessions/console-realms';

interface ConfirmStep {
  realm: ConsoleRealm;
  /** Who may; everyone of the realm if left out. */
  roles?: readonly Role[];
  /** Whether it wants a fresh proof of who is there. */
  needsRecentProof?: boolean;
  /** The page that the step starts from: cancelled or done, it leads back there. */
  up: { href: string; label: string };
  /** Where it leads once it is done, if the page above is gone by then. */
  done?: string;
}

const ofAdmins = { realm: 'admin' } as const;
const ofDataUsers = { realm: 'data-user', roles: ['data_user'] } as const;
const anyAccount = { href: '/admin/accounts/{id}', label: 'The account' };
const anyRecord = { href: '/admin/records/{ak}', label: 'The record' };
const ownIdentityRecord = {
  href: '/dashboard/identity-records/{ir}',
  label: 'The identity record',
};
const ownWebhook = { href: '/dashboard/webhooks/{wid}', label: 'The webhook' };

/**
 * The sensitive steps of both consoles, by the address of the page that asks once more. The page and the post
 * that it leads to read here who may and which proof is wanted, so that neither asks for less.
 */
const confirmSteps = {
  '/admin/accounts/{id}/decision-limit': { ...ofAdmins, needsRecentProof: true, up: anyAccount },
  '/admin/accounts/{id}/reactivate': { ...ofAdmins, up: anyAccount },
  '/admin/accounts/{id}/rotate-secret': {
    ...ofAdmins,
    needsRecentProof: true,
    up: anyAccount,
  },
  '/admin/accounts/{id}/statutory': { ...ofAdmins, needsRecentProof: true, up: anyAccount },
  '/admin/accounts/{id}/suspend': { ...ofAdmins, up: anyAccount },
  '/admin/accounts/{id}/terminate': { ...ofAdmins, needsRecentProof: true, up: anyAccount },
  '/admin/identity-records/{ir}/void': {
    ...ofAdmins,
    needsRecentProof: true,
    up: { href: '/admin/identity-records?ir={ir}', label: 'The identity record' },
  },
  '/admin/records/{ak}/hold': { ...ofAdmins, needsRecentProof: true, up: anyRecord },
  '/admin/records/{ak}/lift-hold': { ...ofAdmins, needsRecentProof: true, up: anyRecord },
  '/admin/records/{ak}/revoke': { ...ofAdmins, up: anyRecord },
  '/admin/webhooks/{wid}/disable': {
    ...ofAdmins,
    up: { href: '/admin/webhooks/{wid}', label: 'The webhook' },
  },
  '/dashboard/identity-records/{ir}/anonymise': {
    ...ofDataUsers,
    needsRecentProof: true,
    up: ownIdentityRecord,
  },
  '/dashboard/identity-records/{ir}/credentials/{cred}/remove': {
    ...ofDataUsers,
    up: ownIdentityRecord,
  },
  '/dashboard/records/{ak}/revoke': {
    ...ofDataUsers,
    up: { href: '/dashboard/records/{ak}', label: 'The record' },
  },
  '/dashboard/settings/rotate-secret': {
    realm: 'data-user',
    needsRecentProof: true,
    up: { href: '/dashboard/settings', label: 'Settings' },
  },
  '/dashboard/webhooks/{wid}/delete': {
    ...ofDataUsers,
    up: ownWebhook,
    done: '/dashboard/webhooks',
  },
  '/dashboard/webhooks/{wid}/rotate': { ...ofDataUsers, needsRecentProof: true, up: ownWebhook },
} as const satisfies Record<string, ConfirmStep>;

export type ConfirmPath = keyof typeof confirmSteps;

type IdsIn<Path extends string> = Path extends `${string}{${infer Id}}${infer Rest}`
  ? Id | IdsIn<Rest>
  : never;

/** The ids that an address names: of `/admin/records/{ak}/revoke` its `ak`. */
export type ParamsOf<Path extends string> = Record<IdsIn<Path>, string>;

/** What is declared of a step. */
export const stepOf = (path: ConfirmPath): ConfirmStep => confirmSteps[path];

/** An address of a step with its ids filled in. */
export function fillIn(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

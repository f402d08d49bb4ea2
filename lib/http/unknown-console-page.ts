import { findConsoleSession, isSignedIn } from '@/lib/consoles/find-console-session';
import type { ConsoleRealm } from '@/lib/consoles/realms';
import { db } from '@/lib/db/database';
import type { Account, Role } from '@/lib/db/generated/client';
import { readRealmCookie } from '@/lib/sessions/realm-cookie';

/** The parts of a path that name something. */
type Named = Record<string, string | undefined>;

interface ConsoleAddress {
  realm: ConsoleRealm;
  pattern: RegExp;
  /** Who has such pages at all. */
  roles: readonly Role[];
  isKnown: (account: Account, named: Named) => Promise<boolean>;
}

async function isOwnRecord({ id }: Account, { ak = '' }: Named): Promise<boolean> {
  const found = await db().accessRecord.findUnique({
    where: { ak },
    select: { accountId: true },
  });
  return found?.accountId === id;
}

async function isOwnIdentity({ id }: Account, named: Named): Promise<boolean> {
  const { ir = '', cred, tokenRef } = named;
  const record = await db().identityRecord.findUnique({ where: { ir } });
  if (record?.accountId !== id) return false;
  if (cred !== undefined) {
    const placed = await db().recordCredential.findUnique({
      where: { alias: cred },
      include: { credential: true },
    });
    return placed?.ir === record.ir && placed.credential.holderId === record.holderId;
  }
  if (tokenRef === undefined) return true;
  const started = await db().reidentification.findUnique({ where: { tokenRef } });
  return started?.ir === ir && started.accountId === id;
}

async function isOwnWebhook({ id }: Account, { wid = '', evt }: Named): Promise<boolean> {
  const webhook = await db().webhook.findUnique({ where: { wid } });
  if (webhook?.accountId !== id) return false;
  if (evt === undefined) return true;
  const where = { eventId_wid: { eventId: evt, wid } };
  return (await db().webhookDelivery.findUnique({ where })) !== null;
}

async function isAnyRecord(_: Account, { ak = '' }: Named): Promise<boolean> {
  return (await db().accessRecord.findUnique({ where: { ak }, select: { ak: true } })) !== null;
}

async function isAnyAccount(_: Account, { id = '' }: Named): Promise<boolean> {
  return (await db().account.findUnique({ where: { id }, select: { id: true } })) !== null;
}

async function isAnyWebhook(_: Account, { wid = '' }: Named): Promise<boolean> {
  return (await db().webhook.findUnique({ where: { wid }, select: { wid: true } })) !== null;
}

const operator = { realm: 'operator', roles: ['admin'] } as const;
const dashboard = { realm: 'data-user', roles: ['data_user'] } as const;

/** Addresses of the consoles that may name nothing, or nothing of the account's; the first that fits counts. */
const addresses: ConsoleAddress[] = [
  {
    ...dashboard,
    pattern: /^\/dashboard\/records\/(?<ak>[^/]+)/,
    isKnown: isOwnRecord,
  },
  {
    ...dashboard,
    pattern:
      /^\/dashboard\/identity-records\/(?<ir>ir_[^/]+)(?:\/credentials\/(?<cred>[^/]+)|\/re-identifications\/(?<tokenRef>[^/]+))?/,
    isKnown: isOwnIdentity,
  },
  {
    ...dashboard,
    pattern: /^\/dashboard\/webhooks\/(?<wid>wid_[^/]+)(?:\/deliveries\/(?<evt>[^/]+))?/,
    isKnown: isOwnWebhook,
  },
  {
    ...dashboard,
    pattern: /^\/dashboard\/(?:records|identity-records|webhooks|charts)(?:\/|$)/,
    isKnown: () => Promise.resolve(true),
  },
  { ...operator, pattern: /^\/admin\/records\/(?<ak>[^/]+)/, isKnown: isAnyRecord },
  { ...operator, pattern: /^\/admin\/accounts\/(?<id>[^/]+)/, isKnown: isAnyAccount },
  { ...operator, pattern: /^\/admin\/webhooks\/(?<wid>[^/]+)/, isKnown: isAnyWebhook },
];

/**
 * Whether a console's address names nothing that the session's account may see. Without a session the
 * page itself leads to the sign-in page.
 */
export async function isUnknownConsolePage(
  pathname: string,
  cookieOf: (realm: ConsoleRealm) => string | undefined,
): Promise<boolean> {
  const address = addresses.find(({ pattern }) => pattern.test(pathname));
  if (!address) return false;
  const { realm, pattern, roles, isKnown } = address;
  const open = await findConsoleSession(realm, await readRealmCookie(realm, cookieOf(realm)));
  if (!open || !isSignedIn(open)) return false;
  if (!roles.includes(open.account.role)) return true;
  return !(await isKnown(open.account, pattern.exec(pathname)?.groups ?? {}));
}

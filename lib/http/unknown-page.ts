import type { ConsoleRealm } from '@/lib/consoles/realms';
import { db } from '@/lib/db/database';
import { viewMagicLink } from '@/lib/magic-links/view-magic-link';
import { findCeremony } from '@/lib/passkeys/ceremony';
import { log } from '@/lib/platform/log';
import { findSession } from '@/lib/portal/find-session';
import { findSeenRecord } from '@/lib/portal/seen-records';
import { viewPortalLink } from '@/lib/portal/sign-in-by-mail';
import { readRealmCookie } from '@/lib/sessions/realm-cookie';
import { isUnknownConsolePage } from './unknown-console-page';

export type UnknownPage = 'session' | 'link' | 'record' | 'console';

type Address = Pick<URL, 'pathname' | 'searchParams'>;

/** Whose request it is, as far as cookies tell. */
interface Visitor {
  browserId: string;
  /** The value of the customer's session cookie. */
  portalCookie: string | undefined;
  /** The value of a console's session cookie. */
  consoleCookie: (realm: ConsoleRealm) => string | undefined;
}

/** A page of the portal's record that the session does not see. Without a session the page says so. */
async function findUnknownRecord(id: string, { portalCookie }: Visitor): Promise<'record' | null> {
  const session = await findSession(await readRealmCookie('customer', portalCookie));
  if (!session) return null;
  return (await findSeenRecord(session, id)) ? null : 'record';
}

async function find(url: Address, visitor: Visitor): Promise<UnknownPage | null> {
  const { browserId } = visitor;
  if (/^\/(?:dashboard|admin)\//.test(url.pathname)) {
    return (await isUnknownConsolePage(url.pathname, visitor.consoleCookie)) ? 'console' : null;
  }
  const record = /^\/portal\/records\/([^/]+)/.exec(url.pathname)?.[1];
  if (record !== undefined) return findUnknownRecord(record, visitor);
  const portalLink = /^\/portal\/link\/([^/]+)$/.exec(url.pathname)?.[1];
  if (portalLink !== undefined) {
    return (await viewPortalLink(portalLink, browserId)) === 'unknown' ? 'link' : null;
  }
  const kind = /^\/passkey\/(assert|register)$/.exec(url.pathname)?.[1];
  if (kind === 'assert' || kind === 'register') {
    const ceremony = await findCeremony(db(), url.searchParams.get('session') ?? '', kind);
    return ceremony ? null : 'session';
  }
  const token = /^\/magic-link\/([^/]+)$/.exec(url.pathname)?.[1];
  if (token === undefined) return null;
  return (await viewMagicLink({ token, browserId })).kind === 'unknown' ? 'link' : null;
}

/**
 * Which kind of request a hosted page's address fails to name, or null. Asked before the page renders,
 * since a page that finds out itself answers 404 with an empty document and leaves the words to
 * JavaScript. Changes nothing. Where it cannot tell, the page decides.
 */
export async function findUnknownPage(url: Address, visitor: Visitor): Promise<UnknownPage | null> {
  try {
    return await find(url, visitor);
  } catch (error) {
    log().error({ err: error }, 'looking up a page failed');
    return null;
  }
}

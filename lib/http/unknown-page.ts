import { db } from '@/lib/db/database';
import { viewMagicLink } from '@/lib/magic-links/view-magic-link';
import { findCeremony } from '@/lib/passkeys/ceremony';
import { log } from '@/lib/platform/log';

export type UnknownPage = 'session' | 'link';

type Address = Pick<URL, 'pathname' | 'searchParams'>;

async function find(url: Address, browserId: string): Promise<UnknownPage | null> {
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
export async function findUnknownPage(
  url: Address,
  browserId: string,
): Promise<UnknownPage | null> {
  try {
    return await find(url, browserId);
  } catch (error) {
    log().error({ err: error }, 'looking up a page failed');
    return null;
  }
}

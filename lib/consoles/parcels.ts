import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto';
import type { Parcel } from './dto';
import type { OpenConsole } from './find-console-session';

const LIFETIME_S = 300;
/** Of one that stays. */
const STAY_S = 900;

interface Sealed {
  path: string;
  at: string;
  parcel: Parcel;
}

const keyOf = (token: string) => deriveKey(Buffer.from(token, 'base64url'), 'console-parcel');
const contextOf = (sessionId: string) => `console-parcel:${sessionId}`;

/**
 * Leaves a parcel for the page `path`, in place of one that nobody fetched. The table holds nothing that it
 * could read itself: the key comes of the cookie's secret, of which it has the hash only.
 */
export async function leaveParcel(
  { session, token }: OpenConsole,
  path: string,
  parcel: Parcel,
): Promise<void> {
  const sealed: Sealed = { path, at: now().toISOString(), parcel };
  const plain = Buffer.from(JSON.stringify(sealed));
  await db().consoleSession.update({
    where: { id: session.id },
    data: { parcel: encrypt(keyOf(token), plain, contextOf(session.id)) },
  });
}

/** The parcel for the page `path`, or null. It is taken out by that, once, unless it stays. */
export async function takeParcel(
  { session, token }: OpenConsole,
  path: string,
): Promise<Parcel | null> {
  const { id, parcel: bytes } = session;
  if (!bytes) return null;
  const plain = decrypt(keyOf(token), bytes, contextOf(id)).toString('utf8');
  const { path: forPath, at, parcel } = JSON.parse(plain) as Sealed;
  if (forPath !== path) return null;
  const stays = parcel.stays === true && parcel.secret === undefined;
  const isOver = secondsFrom(new Date(at), stays ? STAY_S : LIFETIME_S) <= now();
  if (stays && !isOver) return parcel;
  const { count } = await db().consoleSession.updateMany({
    where: { id, parcel: bytes },
    data: { parcel: null },
  });
  return count === 1 && !isOver ? parcel : null;
}

import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto';
import type { Parcel } from './dto';
import type { OpenConsole } from '@/lib/sessions/find-console-session';

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

function unseal({ session, token }: OpenConsole, bytes: Uint8Array): Sealed {
  const plain = decrypt(keyOf(token), bytes, contextOf(session.id)).toString('utf8');
  return JSON.parse(plain) as Sealed;
}

function isOver({ at, parcel }: Sealed): boolean {
  const stays = parcel.stays === true && parcel.secret === undefined;
  return secondsFrom(new Date(at), stays ? STAY_S : LIFETIME_S) <= now();
}

/**
 * Leaves a parcel for the page `path`, in place of one that nobody fetched; but a part of a check, which a
 * second tab posts by itself every few seconds, never in place of a secret that still waits. The table holds
 * nothing that it could read itself: the key comes of the cookie's secret, of which it has the hash only.
 */
export async function leaveParcel(owner: OpenConsole, path: string, parcel: Parcel): Promise<void> {
  const { id } = owner.session;
  const sealed: Sealed = { path, at: now().toISOString(), parcel };
  const plain = Buffer.from(JSON.stringify(sealed));
  const data = { parcel: encrypt(keyOf(owner.token), plain, contextOf(id)) };
  if (parcel.check === undefined) {
    await db().consoleSession.update({ where: { id }, data });
    return;
  }
  const { parcel: bytes } = await db().consoleSession.findUniqueOrThrow({
    where: { id },
    select: { parcel: true },
  });
  const waiting = bytes && unseal(owner, bytes);
  if (waiting?.parcel.secret !== undefined && !isOver(waiting)) return;
  await db().consoleSession.updateMany({ where: { id, parcel: bytes }, data });
}

/** The parcel for the page `path`, or null. It is taken out by that, once, unless it stays. */
export async function takeParcel(owner: OpenConsole, path: string): Promise<Parcel | null> {
  const { id, parcel: bytes } = owner.session;
  if (!bytes) return null;
  const sealed = unseal(owner, bytes);
  const { path: forPath, parcel } = sealed;
  if (forPath !== path) return null;
  const isGone = isOver(sealed);
  if (parcel.stays === true && parcel.secret === undefined && !isGone) return parcel;
  const { count } = await db().consoleSession.updateMany({
    where: { id, parcel: bytes },
    data: { parcel: null },
  });
  return count === 1 && !isGone ? parcel : null;
}

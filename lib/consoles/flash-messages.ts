import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto';
import type { FlashMessage } from './dto';
import type { OpenConsole } from '@/lib/sessions/find-console-session';

const LIFETIME_S = 300;
/** The lifetime of a message that is kept when it is read. */
const KEPT_LIFETIME_S = 900;

interface Sealed {
  path: string;
  at: string;
  flash: FlashMessage;
}

const keyOf = (token: string) => deriveKey(Buffer.from(token, 'base64url'), 'console-parcel');
const contextOf = (sessionId: string) => `console-parcel:${sessionId}`;

function unseal({ session, token }: OpenConsole, bytes: Uint8Array): Sealed {
  const plain = decrypt(keyOf(token), bytes, contextOf(session.id)).toString('utf8');
  return JSON.parse(plain) as Sealed;
}

function isOver({ at, flash }: Sealed): boolean {
  const isKept = flash.isKept === true && flash.secret === undefined;
  return secondsFrom(new Date(at), isKept ? KEPT_LIFETIME_S : LIFETIME_S) <= now();
}

/**
 * Leaves a flash message for the page `path`, in place of one that nobody fetched; but a part of a check, which a
 * second tab posts by itself every few seconds, never in place of a secret that still waits. The table holds
 * nothing that it could read itself: the key comes of the cookie's secret, of which it has the hash only.
 */
export async function leaveFlashMessage(
  owner: OpenConsole,
  path: string,
  flash: FlashMessage,
): Promise<void> {
  const { id } = owner.session;
  const sealed: Sealed = { path, at: now().toISOString(), flash };
  const plain = Buffer.from(JSON.stringify(sealed));
  const data = { flash: encrypt(keyOf(owner.token), plain, contextOf(id)) };
  if (flash.check === undefined) {
    await db().consoleSession.update({ where: { id }, data });
    return;
  }
  const { flash: bytes } = await db().consoleSession.findUniqueOrThrow({
    where: { id },
    select: { flash: true },
  });
  const waiting = bytes && unseal(owner, bytes);
  if (waiting?.flash.secret !== undefined && !isOver(waiting)) return;
  await db().consoleSession.updateMany({ where: { id, flash: bytes }, data });
}

/** The flash message for the page `path`, or null. It is taken out by that, once, unless it is kept. */
export async function takeFlashMessage(
  owner: OpenConsole,
  path: string,
): Promise<FlashMessage | null> {
  const { id, flash: bytes } = owner.session;
  if (!bytes) return null;
  const sealed = unseal(owner, bytes);
  const { path: forPath, flash } = sealed;
  if (forPath !== path) return null;
  const isGone = isOver(sealed);
  if (flash.isKept === true && flash.secret === undefined && !isGone) return flash;
  const { count } = await db().consoleSession.updateMany({
    where: { id, flash: bytes },
    data: { flash: null },
  });
  return count === 1 && !isGone ? flash : null;
}

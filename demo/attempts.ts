import { randomBytes } from 'node:crypto';
import { accessRecordBody, TERMS } from './access-record-body';
import { findEnding, findMethod, PENDING, type Attempt, type Challenge } from './attempt';
import type { DataUser } from './demo';
import type { Way } from './data-user-api';
import { VisitorError, type DemoRequest, type Reply } from './http';
import type { Session } from './session';
import { attemptPage } from './views/attempt';
import { foreignReturnPage } from './views/foreign-return';

/** The token-ref's parameter on the return URL of a passkey and of a magic link. */
export type TokenParameter = 'dar-passkey-token' | 'dar-reid-token';

export function newWay(ending: string): Way {
  const known = findEnding(ending);
  if (known === null) throw new VisitorError(400, 'Please choose what happens afterwards.');
  return { ending: known, state: randomBytes(24).toString('base64url') };
}

export function requireMethod(request: DemoRequest): NonNullable<ReturnType<typeof findMethod>> {
  const method = findMethod(request.field('method'));
  if (method === null) throw new VisitorError(400, 'Please choose one of the three ways.');
  return method;
}

/** Ties a challenge to the browser it was started in. */
export function keepAttempt(
  session: Session,
  challenge: Challenge,
  way: Way,
  about: { readonly mpxn: string; readonly ir: string | null },
): Attempt {
  const attempt: Attempt = { challenge, ...about, ...way, result: PENDING, accessKey: null };
  session.keep(attempt);
  return attempt;
}

export function attemptLocation(dataUser: DataUser, attempt: Attempt): string {
  return `/${dataUser.id}/attempts/${attempt.challenge.tokenRef}`;
}

/** The register's page, if the customer comes back from it; else ours, which waits. */
export function nextLocation(dataUser: DataUser, attempt: Attempt): string {
  const { pageUrl } = attempt.challenge;
  if (pageUrl === null || attempt.ending === 'register') return attemptLocation(dataUser, attempt);
  return pageUrl;
}

export async function refreshAttempt(
  dataUser: DataUser,
  attempt: Attempt,
  returnCode: string | null,
): Promise<void> {
  if (attempt.result.status !== 'pending') return;
  const { tokenRef } = attempt.challenge;
  attempt.result = await dataUser.api.readStatus(tokenRef, attempt.ir, returnCode);
}

/**
 * The customer comes back. Who knows a token-ref proves nothing, so `state` must be one that this
 * browser's session was given, and the outcome is what the register says, not what the URL says.
 */
export async function returnFromRegister(
  request: DemoRequest,
  dataUser: DataUser,
  parameter: TokenParameter,
): Promise<Reply> {
  const { query, demo } = request;
  const attempt = request.session(dataUser).findByState(query.get('state') ?? '');
  const tokenRef = query.get(parameter);
  const isForeign =
    attempt === null || (tokenRef ?? attempt.challenge.tokenRef) !== attempt.challenge.tokenRef;
  if (isForeign) return foreignReturnPage(demo, dataUser, parameter === 'dar-reid-token');
  await refreshAttempt(dataUser, attempt, query.get('dar-return-code'));
  return { location: attemptLocation(dataUser, attempt) };
}

export async function showAttempt(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const attempt = requireAttempt(request, dataUser);
  await refreshAttempt(dataUser, attempt, null);
  return attemptPage(request.demo, dataUser, attempt, request.query.get('watch') !== 'off');
}

export async function registerAccess(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const attempt = requireAttempt(request, dataUser);
  const term = TERMS.find((known) => known === request.field('term'));
  if (term === undefined) throw new VisitorError(400, 'Please choose how long.');
  if (attempt.result.status !== 'confirmed') {
    throw new VisitorError(409, 'The register has not confirmed you yet.');
  }
  if (attempt.accessKey === null) {
    const subject =
      attempt.ir === null
        ? { reidentificationToken: attempt.challenge.tokenRef }
        : { ir: attempt.ir };
    const body = accessRecordBody(dataUser.id, subject, term, new Date());
    attempt.accessKey = await dataUser.api.registerAccess(body);
  }
  return { location: attemptLocation(dataUser, attempt) };
}

function requireAttempt(request: DemoRequest, dataUser: DataUser): Attempt {
  const attempt = request.session(dataUser).find(request.param('tokenRef'));
  if (attempt === null) throw new VisitorError(404, 'Nothing of this kind was started here.');
  return attempt;
}

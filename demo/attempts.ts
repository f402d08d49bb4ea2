import {
  confirm,
  isReturnOf,
  RegisterError,
  type Attempt as Started,
  type Method,
  type ProposedAccess,
} from 'central-access-register-client';
import { accessRecordBody, TERMS, type Term } from './access-record-body';
import { findEnding, findMethod, type Attempt, type Ending } from './attempt';
import type { Asker, DataUser } from './demo';
import { VisitorError, type DemoRequest, type Reply } from './http';
import { widened } from './proposed-access';
import type { Session } from './session';
import { attemptPage } from './views/attempt';
import { foreignReturnPage } from './views/foreign-return';

export function requireEnding(ending: string): Ending {
  const known = findEnding(ending);
  if (known === null) throw new VisitorError(400, 'Please choose what happens afterwards.');
  return known;
}

export function requireMethod(request: DemoRequest): Method {
  const method = findMethod(request.field('method'));
  if (method === null) throw new VisitorError(400, 'Please choose one of the three ways.');
  return method;
}

/** Ties a re-identification to the browser it was started in. */
export function keepAttempt(
  session: Session,
  started: Started,
  about: Pick<Attempt, 'mpxn' | 'ir' | 'ending' | 'proposed'>,
): Attempt {
  const result = { status: 'pending' } as const;
  const attempt: Attempt = { started, ...about, result, accessKey: null, refusal: null };
  session.keep(attempt);
  return attempt;
}

export function attemptLocation(asker: Asker, attempt: Attempt): string {
  return `/${asker.id}/attempts/${attempt.started.tokenRef}`;
}

/** The register's page, if the customer comes back from it; else ours, which waits. */
export function nextLocation(asker: Asker, attempt: Attempt): string {
  const { pageUrl } = attempt.started;
  if (pageUrl === null || attempt.ending === 'register') return attemptLocation(asker, attempt);
  return pageUrl;
}

export async function refreshAttempt(
  asker: Asker,
  attempt: Attempt,
  returned?: URLSearchParams,
): Promise<void> {
  if (attempt.result.status !== 'pending') return;
  attempt.result = await confirm(asker.api.client, attempt.started, returned);
}

/**
 * The customer comes back. Who knows a token-ref proves nothing, so `state` must be one that this
 * browser's session was given, and the outcome is what the register says, not what the URL says.
 */
export async function returnFromRegister(
  request: DemoRequest,
  asker: Asker,
  isByMail: boolean,
): Promise<Reply> {
  const { query, demo } = request;
  const attempts = request.session(asker).newestFirst();
  const attempt = attempts.find(({ started }) => isReturnOf(started, query));
  if (!attempt) return foreignReturnPage(demo, asker, isByMail);
  await refreshAttempt(asker, attempt, query);
  return { location: attemptLocation(asker, attempt) };
}

export async function showAttempt(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const attempt = requireAttempt(request, dataUser);
  await refreshAttempt(dataUser, attempt);
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
    attempt.accessKey = await register(dataUser, attempt, requireProposed(attempt), term);
  }
  return { location: attemptLocation(dataUser, attempt) };
}

/** What a company must not do, to see what the register makes of it. */
export async function registerMore(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const attempt = requireAttempt(request, dataUser);
  const tried = widened(requireProposed(attempt));
  try {
    attempt.accessKey ??= await register(dataUser, attempt, tried, 'as-shown');
  } catch (error) {
    if (!(error instanceof RegisterError) || error.status !== 409) throw error;
    attempt.refusal = { tried, problems: error.problems };
  }
  return { location: attemptLocation(dataUser, attempt) };
}

async function register(
  dataUser: DataUser,
  { ir, started: { tokenRef } }: Attempt,
  access: ProposedAccess,
  term: Term,
): Promise<string> {
  return dataUser.api.registerAccess(accessRecordBody(access, { ir, tokenRef }, term, new Date()));
}

function requireProposed({ proposed }: Attempt): ProposedAccess {
  if (proposed === null) throw new VisitorError(400, 'Nothing was proposed here.');
  return proposed;
}

export function requireAttempt(request: DemoRequest, asker: Asker): Attempt {
  const attempt = request.session(asker).find(request.param('tokenRef'));
  if (attempt === null) throw new VisitorError(404, 'Nothing of this kind was started here.');
  return attempt;
}

import { keepAttempt, nextLocation, refreshAttempt, requireAttempt } from './attempts';
import type { Attempt } from './attempt';
import { VisitorError, type DemoRequest, type Reply } from './http';
import type { Access } from './portal-api';
import { findAccess, isWithdrawable, noteWithdrawal, type Visit } from './visit';
import { visitPage } from './views/visit';
import { confirmedPage, unconfirmedPage, voiceMeterPage, voicePage } from './views/voice';
import { withdrawPage } from './views/withdraw';

export function showVoice(request: DemoRequest): Reply {
  const { demo } = request;
  return voicePage(demo, request.session(demo.voice).newestFirst());
}

export async function lookUpHousehold(request: DemoRequest): Promise<Reply> {
  const { voice } = request.demo;
  const lookUp = await voice.api.exists(request.field('mpxn'));
  request.session(voice).lookUp = lookUp;
  return { location: '/voice/meter' };
}

export function showHousehold(request: DemoRequest): Reply {
  const { demo } = request;
  const { lookUp } = request.session(demo.voice);
  return lookUp === null ? { location: '/voice' } : voiceMeterPage(demo, lookUp);
}

/**
 * A passkey must come back to this browser, by its return code. A mailed link may be pressed on the
 * customer's own phone, while the adviser's page waits.
 */
export async function askHousehold(request: DemoRequest): Promise<Reply> {
  const { voice } = request.demo;
  const session = request.session(voice);
  if (session.lookUp === null) return { location: '/voice' };
  const { mpxn } = session.lookUp;
  const method = request.field('method') === 'magic-link' ? 'magic-link' : 'passkey-assert';
  const ending = method === 'magic-link' ? 'return' : 'bound';
  const started = await voice.api.reidentify({ mpxn }, { method, ending, proposed: null });
  const attempt = keepAttempt(session, started, { mpxn, ir: null, ending, proposed: null });
  return { location: nextLocation(voice, attempt) };
}

export async function showHouseholdAttempt(request: DemoRequest): Promise<Reply> {
  const { demo } = request;
  const attempt = requireAttempt(request, demo.voice);
  await refreshAttempt(demo.voice, attempt);
  if (attempt.result.status !== 'confirmed') {
    return unconfirmedPage(demo, attempt, request.query.get('watch') !== 'off');
  }
  const visit = demo.voice.visits.get(attempt);
  return visit ? visitPage(demo, attempt, visit) : confirmedPage(demo, attempt);
}

/** Behind a button, since it uses the token up: opening a page twice must not. */
export async function listAccesses(request: DemoRequest): Promise<Reply> {
  const { voice } = request.demo;
  const attempt = requireAttempt(request, voice);
  if (!voice.visits.has(attempt)) {
    const accesses = await voice.api.listAccesses(attempt.mpxn, attempt.started.tokenRef);
    voice.visits.set(attempt, { accesses, withdrawn: [] });
  }
  return { location: `/voice/attempts/${attempt.started.tokenRef}` };
}

export function showWithdrawal(request: DemoRequest): Reply {
  const { attempt, access } = requireWithdrawable(request);
  return withdrawPage(request.demo, attempt, access, request.param('number'));
}

export async function withdrawAccess(request: DemoRequest): Promise<Reply> {
  const { attempt, visit, access } = requireWithdrawable(request);
  const { tokenRef } = attempt.started;
  const revokedAt = await request.demo.voice.api.withdraw(access.ak, tokenRef);
  noteWithdrawal(visit, access.ak, revokedAt);
  return { location: `/voice/attempts/${tokenRef}` };
}

function requireWithdrawable(request: DemoRequest): {
  attempt: Attempt;
  visit: Visit;
  access: Access;
} {
  const { voice } = request.demo;
  const attempt = requireAttempt(request, voice);
  const visit = voice.visits.get(attempt);
  const access = visit && findAccess(visit, request.param('number'));
  if (!visit || !access) throw new VisitorError(404, 'There is no such entry in this list.');
  if (!isWithdrawable(access)) {
    throw new VisitorError(409, 'This is no permission that can be stopped, or it has ended.');
  }
  return { attempt, visit, access };
}

import { keepAttempt, nextLocation, requireEnding, requireMethod } from './attempts';
import type { DataUser } from './demo';
import type { DemoRequest, Reply } from './http';
import { proposedAccess } from './proposed-access';
import { meterPage, startPage } from './views/by-meter-number';

/** The first page of a company that knows its customers by their meter number alone. */
export function showStart(request: DemoRequest, dataUser: DataUser): Reply {
  return startPage(request.demo, dataUser, request.session(dataUser).newestFirst());
}

/** The meter number is kept in the session: it is no one's business in an address or a log. */
export async function lookUpMeter(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const lookUp = await dataUser.api.exists(request.field('mpxn'));
  request.session(dataUser).lookUp = lookUp;
  return { location: `/${dataUser.id}/meter` };
}

export async function showMeter(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const session = request.session(dataUser);
  if (session.lookUp === null) return { location: `/${dataUser.id}` };
  session.lookUp = await dataUser.api.exists(session.lookUp.mpxn);
  return meterPage(request.demo, dataUser, session.lookUp);
}

export async function reidentifyMeter(request: DemoRequest, dataUser: DataUser): Promise<Reply> {
  const session = request.session(dataUser);
  if (session.lookUp === null) return { location: `/${dataUser.id}` };
  const { mpxn } = session.lookUp;
  const ending = requireEnding(request.field('ending'));
  const method = requireMethod(request);
  const proposed = proposedAccess(dataUser.id, new Date());
  const started = await dataUser.api.reidentify({ mpxn }, { method, ending, proposed });
  const attempt = keepAttempt(session, started, { mpxn, ir: null, ending, proposed });
  return { location: nextLocation(dataUser, attempt) };
}

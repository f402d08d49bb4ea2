import { keepAttempt, nextLocation, requireEnding, requireMethod } from './attempts';
import type { DemoRequest, Reply } from './http';
import { brightmeterPage, meterPage } from './views/brightmeter';

export function showBrightmeter(request: DemoRequest): Reply {
  const { demo } = request;
  return brightmeterPage(demo, request.session(demo.brightmeter).newestFirst());
}

/** The meter number is kept in the session: it is no one's business in an address or a log. */
export async function lookUpMeter(request: DemoRequest): Promise<Reply> {
  const { brightmeter } = request.demo;
  const lookUp = await brightmeter.api.exists(request.field('mpxn'));
  request.session(brightmeter).lookUp = lookUp;
  return { location: '/brightmeter/meter' };
}

export async function showMeter(request: DemoRequest): Promise<Reply> {
  const { demo } = request;
  const session = request.session(demo.brightmeter);
  if (session.lookUp === null) return { location: '/brightmeter' };
  session.lookUp = await demo.brightmeter.api.exists(session.lookUp.mpxn);
  return meterPage(demo, session.lookUp);
}

export async function reidentifyMeter(request: DemoRequest): Promise<Reply> {
  const { brightmeter } = request.demo;
  const session = request.session(brightmeter);
  if (session.lookUp === null) return { location: '/brightmeter' };
  const { mpxn } = session.lookUp;
  const ending = requireEnding(request.field('ending'));
  const started = await brightmeter.api.reidentify({ mpxn }, requireMethod(request), ending);
  const attempt = keepAttempt(session, started, { mpxn, ir: null, ending });
  return { location: nextLocation(brightmeter, attempt) };
}

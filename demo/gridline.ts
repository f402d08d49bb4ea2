import { dataOf, RegisterError } from 'central-access-register-client';
import type { DemoRequest, Reply } from './http';
import { gridlinePage, unknownKeyPage, verdictPage } from './views/gridline';

/** Anything else could leave the path it is put into. */
const ACCESS_KEY = /^[A-Za-z0-9_-]{1,80}$/;

export function showGridline(request: DemoRequest): Reply {
  return gridlinePage(request.demo, '', null);
}

/** The Data Provider's whole task: one call without any credential, and a decision. */
export async function checkAccessKey(request: DemoRequest): Promise<Reply> {
  const { demo } = request;
  const accessKey = request.field('access-key');
  if (!ACCESS_KEY.test(accessKey)) {
    return gridlinePage(demo, accessKey, 'Enter an access key: ak_ and 24 letters and digits.');
  }
  try {
    const path = { ak: accessKey };
    const answer = await dataOf(
      demo.withoutAccount.GET('/access-records/{ak}', { params: { path } }),
    );
    const { state } = answer['access-record']['access-event'];
    return verdictPage(demo, accessKey, state, answer);
  } catch (error) {
    if (!(error instanceof RegisterError) || error.status !== 404) throw error;
    return unknownKeyPage(demo, accessKey, error);
  }
}

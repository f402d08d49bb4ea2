import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { refuseRequest } from '@/lib/portal/answer-request';

/** "Say no" to a request that waits. Final. */
export const POST = pagePost({
  path: '/portal/requests/refuse',
  open: portalSession,
  async run({ request, session }) {
    const isRefused = await refuseRequest(session, (await readForm(request)).raw('request'));
    return redirectTo(portalPage('/records', isRefused ? 'request-refused' : 'request-over'));
  },
});

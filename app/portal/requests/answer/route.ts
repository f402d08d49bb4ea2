import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { linkOfRequest } from '@/lib/portal/answer-request';

/** On to the page that asks; nothing is answered by this alone. */
export const POST = pagePost({
  path: '/portal/requests/answer',
  open: portalSession,
  async run({ request, session }) {
    const link = await linkOfRequest(session, (await readForm(request)).raw('request'));
    return redirectTo(link ?? portalPage('/records', 'request-over'));
  },
});

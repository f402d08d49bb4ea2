import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, sessionTokenOf } from '@/lib/http/portal-post';
import { endSession } from '@/lib/portal/end-session';
import { clearedHintCookie } from '@/lib/portal/hint';
import { clearedRealmCookie } from '@/lib/sessions/realm-cookie';

/** Signs out, on the server and in the browser. */
export const POST = pagePost({
  path: '/portal/sign-out',
  async run(post) {
    const token = await sessionTokenOf(post);
    if (token !== null) await endSession(token);
    return redirectTo(
      portalPage('/sign-in', 'signed-out'),
      clearedRealmCookie('customer'),
      clearedHintCookie(),
    );
  },
});

import { pagePost, redirectTo } from '@/lib/http/page-post';
import { hintOf, portalPage } from '@/lib/http/portal-post';
import { hintCookie } from '@/lib/portal/hint';

/** Back to the first step: who was named is forgotten, the way back is not. */
export const POST = pagePost({
  path: '/portal/sign-in/forget',
  run: (post) => redirectTo(portalPage('/sign-in'), hintCookie({ ...hintOf(post), about: null })),
});

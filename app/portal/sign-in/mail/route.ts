import { pagePost, redirectTo } from '@/lib/http/page-post';
import { hintOf, isLookUpAllowed, portalPage } from '@/lib/http/portal-post';
import { askForMail } from '@/lib/portal/ask-for-mail';
import { hintCookie } from '@/lib/portal/hint';

/** "Send me an e-mail", for whoever was named before; and once more where none came. */
export const POST = pagePost({
  path: '/portal/sign-in/mail',
  async run(post) {
    const hint = hintOf(post);
    if (hint.about === null) return redirectTo(portalPage('/sign-in', 'late'));
    if (!(await isLookUpAllowed(post))) return redirectTo(portalPage('/sign-in/code', 'limit'));
    await askForMail({ hint, browserId: post.browserId, locale: post.locale });
    return redirectTo(portalPage('/sign-in/code'), hintCookie(hint));
  },
});

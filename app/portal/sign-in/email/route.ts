import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { hintOf, isLookUpAllowed, portalPage } from '@/lib/http/portal-post';
import { askForMail } from '@/lib/portal/ask-for-mail';
import { aboutEmail, hintCookie } from '@/lib/portal/hint';

/** A typed address: asks for a link and a code to it. */
export const POST = pagePost({
  path: '/portal/sign-in/email',
  async run(post) {
    const form = await readForm(post.request);
    const about = aboutEmail(form.raw('email'));
    const hint = { ...hintOf(post), about };
    // Who was named before is forgotten: the page would offer the ways on and hide the error.
    if (!about) return redirectTo(portalPage('/sign-in', 'email'), hintCookie(hint));
    if (!(await isLookUpAllowed(post))) return redirectTo(portalPage('/sign-in', 'limit'));
    await askForMail({ hint, browserId: post.browserId, locale: post.locale });
    return redirectTo(portalPage('/sign-in/code'), hintCookie(hint));
  },
});

import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { hintOf, isLookUpAllowed, portalPage } from '@/lib/http/portal-post';
import { aboutMpxn, hintCookie } from '@/lib/portal/hint';

/** A typed meter number: kept for the next step, where passkey and mail are offered. Looks nothing up. */
export const POST = pagePost({
  path: '/portal/sign-in/meter-point',
  async run(post) {
    const form = await readForm(post.request);
    const about = aboutMpxn(form.raw('mpxn'));
    const hint = { ...hintOf(post), about };
    // Who was named before is forgotten: the page would offer the ways on and hide the error.
    if (!about) return redirectTo(portalPage('/sign-in', 'mpxn'), hintCookie(hint));
    if (!(await isLookUpAllowed(post))) return redirectTo(portalPage('/sign-in', 'limit'));
    return redirectTo(portalPage('/sign-in'), hintCookie(hint));
  },
});

import { clientNetwork } from '@/lib/http/client-address';
import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { afterSignIn, portalPage, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { signInByCode } from '@/lib/portal/sign-in-by-mail';

/** A typed six-digit code. Wrong or spent, it goes back to the page, which says so. */
export const POST = pagePost({
  path: '/portal/sign-in/check-code',
  async run(post) {
    const form = await readForm(post.request);
    const formerToken = await sessionTokenOf(post);
    const { browserId, locale } = post;
    const typed = form.raw('code');
    const network = clientNetwork(post.request.headers);
    const checked = await signInByCode({ browserId, locale, formerToken, typed, network });
    if (checked.result === 'signed-in') {
      return redirectTo(afterSignIn(checked.hint), ...(await signedInCookies(checked.token)));
    }
    const { result } = checked;
    const isShown = result === 'paused' || result === 'unread' || result === 'older';
    return redirectTo(portalPage('/sign-in/code', isShown ? result : undefined));
  },
});

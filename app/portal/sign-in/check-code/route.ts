import { clientNetwork } from '@/lib/http/client-network';
import { readForm } from '@/lib/http/ceremony-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { afterSignIn, portalPage, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { signInByCode } from '@/lib/portal/sign-in-by-mail';

/** A typed six-digit code. Wrong or spent, it goes back to the page, which says so. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/check-code', request, async (post) => {
    const { code } = await readForm(request);
    const formerToken = await sessionTokenOf(post);
    const { browserId, locale } = post;
    const typed = typeof code === 'string' ? code : '';
    const network = clientNetwork(request.headers);
    const checked = await signInByCode({ browserId, locale, formerToken, typed, network });
    if (checked.result === 'signed-in') {
      return redirectTo(afterSignIn(checked.hint), ...(await signedInCookies(checked.token)));
    }
    const { result } = checked;
    const isShown = result === 'paused' || result === 'unread' || result === 'older';
    return redirectTo(portalPage('/sign-in/code', isShown ? result : undefined));
  });
}

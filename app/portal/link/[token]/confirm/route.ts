import { pagePost, redirectTo } from '@/lib/http/page-post';
import { afterSignIn, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { plainToken } from '@/lib/mail/link-token';
import { env } from '@/lib/platform/env';
import { signInByLink } from '@/lib/portal/sign-in-by-mail';

/** The button behind a mailed sign-in link: a plain form, no JavaScript needed. */
export const POST = pagePost({
  path: '/portal/link/{token}/confirm',
  async run(post) {
    const linkToken = plainToken(post.params.token ?? '');
    const { browserId, locale } = post;
    const formerToken = await sessionTokenOf(post);
    const signedIn = await signInByLink({ browserId, locale, formerToken, linkToken });
    if (signedIn.result === 'signed-in') {
      return redirectTo(afterSignIn(signedIn.hint), ...(await signedInCookies(signedIn.token)));
    }
    // The page itself says how things stand: spent, out of time, or another browser's.
    return redirectTo(`${env().ORIGIN}/portal/link/${encodeURIComponent(linkToken)}`);
  },
});

import { pagePost } from '@/lib/http/page-post';
import { passkeyResponse, readDeviceResponse } from '@/lib/http/passkey-post';
import { afterSignIn, hintOf, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { signInByPasskey } from '@/lib/portal/sign-in-by-passkey';

/** The device's answer on the sign-in page. */
export const POST = pagePost({
  path: '/portal/sign-in/passkey',
  async run(post) {
    const response = await readDeviceResponse(post.request);
    const hint = hintOf(post);
    const { browserId, locale } = post;
    const formerToken = await sessionTokenOf(post);
    const signedIn = await signInByPasskey({ browserId, locale, hint, formerToken, response });
    if (signedIn.result === 'problem') return passkeyResponse(signedIn);
    const { accepted, token } = signedIn;
    const location = afterSignIn(hint);
    return passkeyResponse(
      { result: 'done', location, accepted },
      ...(await signedInCookies(token)),
    );
  },
});

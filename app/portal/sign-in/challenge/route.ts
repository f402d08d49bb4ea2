import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { signInOptions } from '@/lib/portal/sign-in-by-passkey';

/** A fresh challenge for an open sign-in page, after a failed or cancelled try. */
export const POST = pagePost({
  path: '/portal/sign-in/challenge',
  async run({ browserId }) {
    return challengeResponse(await signInOptions(browserId));
  },
});

import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { signInOptions } from '@/lib/portal/sign-in-by-passkey';

/** A fresh challenge for an open sign-in page, after a failed or cancelled try. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/challenge', request, async ({ browserId }) =>
    challengeResponse(await signInOptions(browserId)),
  );
}

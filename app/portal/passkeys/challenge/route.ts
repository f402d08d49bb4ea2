import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { portalSession } from '@/lib/http/portal-post';
import { listPasskeys } from '@/lib/portal/list-passkeys';

/** A fresh challenge for an open passkeys page; none once its proof has grown old. */
export const POST = pagePost({
  path: '/portal/passkeys/challenge',
  open: portalSession,
  async run({ session, browserId }) {
    const view = await listPasskeys(session, browserId);
    return challengeResponse(view?.options ?? null);
  },
});

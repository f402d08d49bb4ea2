import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { portalSession } from '@/lib/http/portal-post';
import { offerJoin } from '@/lib/portal/join-passkey';

/** A fresh challenge for an open offer; none once its proof has grown old. */
export const POST = pagePost({
  path: '/portal/passkeys/join-challenge',
  open: portalSession,
  async run({ session, browserId }) {
    const offer = await offerJoin(session, browserId);
    return challengeResponse(offer?.options ?? null);
  },
});

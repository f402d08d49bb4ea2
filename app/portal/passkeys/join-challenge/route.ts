import { challengeResponse } from '@/lib/http/passkey-post';
import { portalPost } from '@/lib/http/portal-post';
import { offerJoin } from '@/lib/portal/join-passkey';

/** A fresh challenge for an open offer; none once its proof has grown old. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/join-challenge', request, async ({ session, browserId }) => {
    const offer = await offerJoin(session, browserId);
    return challengeResponse(offer?.options ?? null);
  });
}

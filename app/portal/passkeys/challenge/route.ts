import { challengeResponse } from '@/lib/http/passkey-post';
import { portalPost } from '@/lib/http/portal-post';
import { listPasskeys } from '@/lib/portal/list-passkeys';

/** A fresh challenge for an open passkeys page; none once its proof has grown old. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/challenge', request, async ({ session, browserId }) => {
    const view = await listPasskeys(session, browserId);
    return challengeResponse(view?.options ?? null);
  });
}

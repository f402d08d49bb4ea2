import { json } from '@/lib/http/page-post';
import { portalPost } from '@/lib/http/portal-post';
import type { ChallengeAnswer } from '@/lib/passkeys/dto';
import { listPasskeys } from '@/lib/portal/list-passkeys';

/** A fresh challenge for an open passkeys page; none once its proof has grown old. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/challenge', request, async ({ session, browserId }) => {
    const view = await listPasskeys(session, browserId);
    const answer: ChallengeAnswer = view?.creationOptions
      ? { result: 'options', requestOptions: null, creationOptions: view.creationOptions }
      : { result: 'reload' };
    return json(answer);
  });
}

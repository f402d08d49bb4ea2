import { json } from '@/lib/http/page-post';
import { portalPost } from '@/lib/http/portal-post';
import type { ChallengeAnswer } from '@/lib/passkeys/dto';
import { offerJoin } from '@/lib/portal/join-passkey';

/** A fresh challenge for an open offer; none once its proof has grown old. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/join-challenge', request, async ({ session, browserId }) => {
    const offer = await offerJoin(session, browserId);
    const answer: ChallengeAnswer = offer
      ? { result: 'options', requestOptions: offer.requestOptions, creationOptions: null }
      : { result: 'reload' };
    return json(answer);
  });
}

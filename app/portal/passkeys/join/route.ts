import { z } from 'zod';
import { json } from '@/lib/http/page-post';
import { parse } from '@/lib/http/parse';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { readJsonBody } from '@/lib/http/read-json-body';
import { webauthnResponseSchema } from '@/lib/passkeys/webauthn-response';
import type { PasskeyJoinAnswer } from '@/lib/portal/dto';
import { joinPasskey } from '@/lib/portal/join-passkey';

const bodySchema = z.object({ response: webauthnResponseSchema });

/** The device's answer to the offer of a passkey made elsewhere. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/join', request, async (post) => {
    const { response } = parse(bodySchema, await readJsonBody(request));
    const { session, browserId, locale } = post;
    const joined = await joinPasskey({ session, browserId, locale, response });
    if (joined.result === 'problem') return json(joined satisfies PasskeyJoinAnswer, 422);
    const location = portalPage('/passkeys', 'joined');
    const { accepted } = joined;
    return json({ result: 'done', location, accepted } satisfies PasskeyJoinAnswer);
  });
}

import { z } from 'zod';
import { json } from '@/lib/http/page-post';
import { parse } from '@/lib/http/parse';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { readJsonBody } from '@/lib/http/read-json-body';
import { webauthnResponseSchema } from '@/lib/passkeys/webauthn-response';
import { addPasskey } from '@/lib/portal/add-passkey';
import type { PasskeyAddAnswer } from '@/lib/portal/dto';

const bodySchema = z.object({ response: webauthnResponseSchema });

/** The device's answer on the passkeys page. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/add', request, async (post) => {
    const { response } = parse(bodySchema, await readJsonBody(request));
    const { session, browserId, locale } = post;
    const added = await addPasskey({ session, browserId, locale, response });
    if (added.result === 'problem') return json(added satisfies PasskeyAddAnswer, 422);
    const location = portalPage('/passkeys', 'added');
    return json({ result: 'done', location, accepted: added.accepted } satisfies PasskeyAddAnswer);
  });
}

import { z } from 'zod';
import { json, pagePost } from '@/lib/http/page-post';
import { parse } from '@/lib/http/parse';
import { afterSignIn, hintOf, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { readJsonBody } from '@/lib/http/read-json-body';
import { webauthnResponseSchema } from '@/lib/passkeys/webauthn-response';
import type { PasskeySignInAnswer } from '@/lib/portal/dto';
import { signInByPasskey } from '@/lib/portal/sign-in-by-passkey';

const bodySchema = z.object({ response: webauthnResponseSchema });

/** The device's answer on the sign-in page. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/passkey', request, async (post) => {
    const { response } = parse(bodySchema, await readJsonBody(request));
    const hint = hintOf(post);
    const { browserId, locale } = post;
    const formerToken = await sessionTokenOf(post);
    const signedIn = await signInByPasskey({ browserId, locale, hint, formerToken, response });
    if (signedIn.result === 'problem') {
      return json(signedIn satisfies PasskeySignInAnswer, 422);
    }
    const { accepted, token } = signedIn;
    const answer: PasskeySignInAnswer = { result: 'done', location: afterSignIn(hint), accepted };
    return json(answer, 200, ...(await signedInCookies(token)));
  });
}

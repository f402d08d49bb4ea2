import { z } from 'zod';
import { donePage } from '@/lib/http/ending-response';
import { json, pagePost } from '@/lib/http/page-post';
import { parse } from '@/lib/http/parse';
import { readJsonBody } from '@/lib/http/parse-json';
import { completeCeremony } from '@/lib/ceremonies/passkey/complete-ceremony';
import type { Completion } from '@/lib/ceremonies/passkey/completion';
import type { CompleteAnswer } from '@/lib/ceremonies/passkey/dto';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';
import { webauthnResponseSchema } from '@/lib/webauthn/schemas';

const completeSchema = z.object({
  session: z.string().max(64),
  kind: z.enum(['assert', 'register']),
  response: webauthnResponseSchema,
});

async function toResponse(completion: Completion): Promise<Response> {
  switch (completion.result) {
    case 'confirmed': {
      const answer: CompleteAnswer = {
        result: 'done',
        location: completion.location ?? donePage(),
        accepted: completion.accepted,
      };
      const { tokenRef, location } = completion;
      return json(answer, 200, location ? undefined : await endingCookie('confirmed', tokenRef));
    }
    case 'ended': {
      const answer: CompleteAnswer = { result: 'done', location: donePage() };
      return json(answer, 409, await endingCookie(completion.ending, completion.tokenRef));
    }
    case 'unknown':
      return json(
        { result: 'done', location: donePage() },
        404,
        await endingCookie('invalid', null),
      );
    case 'problem':
      return json(completion satisfies CompleteAnswer, 422);
    case 'next':
      return json(completion satisfies CompleteAnswer);
  }
}

/** The browser's answer to a ceremony. Answers where to go: a fetch cannot follow to another site. */
export const POST = pagePost({
  path: '/passkey/complete',
  async run({ request, browserId, locale }) {
    const input = parse(completeSchema, await readJsonBody(request));
    return toResponse(await completeCeremony({ ...input, browserId, locale }));
  },
});

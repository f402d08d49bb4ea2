import { clientNetwork } from '@/lib/http/client-address';
import { toCeremonyFields } from '@/lib/http/ceremony-post';
import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { readJsonBody } from '@/lib/http/parse-json';
import { refreshChallenge } from '@/lib/ceremonies/passkey/open-ceremony';

/** A fresh challenge for an open ceremony page, after a failed or cancelled try. */
export const POST = pagePost({
  path: '/passkey/challenge',
  async run({ request, browserId }) {
    const body = (await readJsonBody(request)) as Record<string, unknown> | null | undefined;
    const network = clientNetwork(request.headers);
    const here = { browserId, network, typed: null };
    return challengeResponse(await refreshChallenge({ ...toCeremonyFields(body ?? {}), ...here }));
  },
});

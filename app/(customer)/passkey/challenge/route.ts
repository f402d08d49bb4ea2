import { clientNetwork } from '@/lib/http/client-network';
import { toCeremonyFields } from '@/lib/http/ceremony-form';
import { pagePost } from '@/lib/http/page-post';
import { challengeResponse } from '@/lib/http/passkey-post';
import { readJsonBody } from '@/lib/http/read-json-body';
import { refreshChallenge } from '@/lib/ceremonies/passkey/open-ceremony';

/** A fresh challenge for an open ceremony page, after a failed or cancelled try. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/passkey/challenge', request, async ({ browserId }) => {
    const body = (await readJsonBody(request)) as Record<string, unknown> | null | undefined;
    const network = clientNetwork(request.headers);
    const here = { browserId, network, typed: null };
    return challengeResponse(await refreshChallenge({ ...toCeremonyFields(body ?? {}), ...here }));
  });
}

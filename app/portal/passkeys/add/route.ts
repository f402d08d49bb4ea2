import { passkeyResponse, readDeviceResponse } from '@/lib/http/passkey-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { addPasskey } from '@/lib/portal/add-passkey';

/** The device's answer on the passkeys page. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/add', request, async ({ session, browserId, locale }) => {
    const response = await readDeviceResponse(request);
    const added = await addPasskey({ session, browserId, locale, response });
    if (added.result === 'problem') return passkeyResponse(added);
    const location = portalPage('/passkeys', 'added');
    return passkeyResponse({ result: 'done', location, accepted: added.accepted });
  });
}

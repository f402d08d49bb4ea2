import { pagePost } from '@/lib/http/page-post';
import { passkeyResponse, readDeviceResponse } from '@/lib/http/passkey-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { joinPasskey } from '@/lib/portal/join-passkey';

/** The device's answer to the offer of a passkey made elsewhere. */
export const POST = pagePost({
  path: '/portal/passkeys/join',
  open: portalSession,
  async run({ request, session, browserId, locale }) {
    const response = await readDeviceResponse(request);
    const joined = await joinPasskey({ session, browserId, locale, response });
    if (joined.result === 'problem') return passkeyResponse(joined);
    const location = portalPage('/passkeys', 'joined');
    return passkeyResponse({ result: 'done', location, accepted: joined.accepted });
  },
});

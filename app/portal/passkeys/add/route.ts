import { pagePost } from '@/lib/http/page-post';
import { passkeyResponse, readDeviceResponse } from '@/lib/http/passkey-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { addPasskey } from '@/lib/portal/add-passkey';

/** The device's answer on the passkeys page. */
export const POST = pagePost({
  path: '/portal/passkeys/add',
  open: portalSession,
  async run({ request, session, browserId, locale }) {
    const response = await readDeviceResponse(request);
    const added = await addPasskey({ session, browserId, locale, response });
    if (added.result === 'problem') return passkeyResponse(added);
    const location = portalPage('/passkeys', 'added');
    return passkeyResponse({ result: 'done', location, accepted: added.accepted });
  },
});

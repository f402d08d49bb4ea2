import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { removePasskey } from '@/lib/portal/change-passkey';

/** Removes a passkey, the second of two steps. The one that opened this session ends it. */
export const POST = pagePost({
  path: '/portal/passkeys/remove',
  open: portalSession,
  async run({ request, session, locale }) {
    const form = await readForm(request);
    const removal = await removePasskey(session, form.raw('id'), locale);
    if (removal === 'signed-out') {
      return redirectTo(portalPage('/sign-in', 'passkey-removed'));
    }
    return redirectTo(portalPage('/passkeys', removal === 'unknown' ? undefined : removal));
  },
});

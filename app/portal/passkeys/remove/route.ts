import { readForm } from '@/lib/http/ceremony-form';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { removePasskey } from '@/lib/portal/change-passkey';

/** Removes a passkey, the second of two steps. The one that opened this session ends it. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/remove', request, async ({ session, locale }) => {
    const { id } = await readForm(request);
    const removal = await removePasskey(session, typeof id === 'string' ? id : '', locale);
    if (removal === 'signed-out') {
      return redirectTo(portalPage('/sign-in', 'passkey-removed'));
    }
    return redirectTo(portalPage('/passkeys', removal === 'unknown' ? undefined : removal));
  });
}

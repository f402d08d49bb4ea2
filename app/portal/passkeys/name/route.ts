import { readForm } from '@/lib/http/ceremony-form';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { namePasskey } from '@/lib/portal/change-passkey';

export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/passkeys/name', request, async ({ session }) => {
    const { id, name } = await readForm(request);
    if (typeof id !== 'string' || typeof name !== 'string') {
      return redirectTo(portalPage('/passkeys'));
    }
    const isNamed = await namePasskey(session, id, name);
    return redirectTo(portalPage('/passkeys', isNamed ? 'named' : undefined));
  });
}

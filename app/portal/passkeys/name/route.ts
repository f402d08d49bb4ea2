import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { namePasskey } from '@/lib/portal/change-passkey';

export const POST = pagePost({
  path: '/portal/passkeys/name',
  open: portalSession,
  async run({ request, session }) {
    const form = await readForm(request);
    const [name = null] = form.all('name');
    const isNamed = await namePasskey(session, form.raw('id'), name);
    return redirectTo(portalPage('/passkeys', isNamed ? 'named' : undefined));
  },
});

import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { chooseMeterPoint } from '@/lib/portal/choose-meter-point';

/** The choice between several meter points: once for a session. */
export const POST = pagePost({
  path: '/portal/choose/confirm',
  open: portalSession,
  async run({ request, session, locale }) {
    const form = await readForm(request);
    const isChosen = await chooseMeterPoint(session, form.raw('handle'), locale);
    return redirectTo(portalPage(isChosen ? '/records' : '/choose'));
  },
});

import { readForm } from '@/lib/http/ceremony-form';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { chooseMeterPoint } from '@/lib/portal/choose-meter-point';

/** The choice between several meter points: once for a session. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/choose/confirm', request, async ({ session, locale }) => {
    const { handle } = await readForm(request);
    const isChosen = await chooseMeterPoint(
      session,
      typeof handle === 'string' ? handle : '',
      locale,
    );
    return redirectTo(portalPage(isChosen ? '/records' : '/choose'));
  });
}

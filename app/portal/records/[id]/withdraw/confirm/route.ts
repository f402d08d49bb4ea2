import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { withdrawConsent } from '@/lib/portal/withdraw-consent';

/** The second step of a withdrawal. */
export function POST(
  request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> {
  return portalPost('/portal/records/{id}/withdraw/confirm', request, async (post) => {
    const { id } = await context.params;
    const withdrawal = await withdrawConsent(post.session, id, post.locale);
    switch (withdrawal) {
      case 'withdrawn':
        return redirectTo(portalPage(`/records/${id}/withdrawn`));
      case 'not-possible':
        return redirectTo(portalPage(`/records/${id}`));
      case 'unknown':
        return redirectTo(portalPage('/records'));
    }
  });
}

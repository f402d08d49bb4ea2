import { readForm } from '@/lib/http/ceremony-form';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { withdrawConsent } from '@/lib/portal/withdraw-consent';
import { withdrawalReasons, type WithdrawalReason } from '@/lib/portal/schemas';

/**
 * The reason that was chosen; null when none was, undefined when it is none of those that the page offers.
 */
async function readReason(request: Request): Promise<WithdrawalReason | null | undefined> {
  const { reason = '' } = await readForm(request);
  return reason === '' ? null : withdrawalReasons.find((known) => known === reason);
}

/** The second step of a withdrawal. */
export function POST(
  request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> {
  return portalPost('/portal/records/{id}/withdraw/confirm', request, async (post) => {
    const { session, locale } = post;
    const { id } = await context.params;
    const reason = await readReason(request);
    if (reason === undefined) return redirectTo(portalPage(`/records/${id}/withdraw`, 'reason'));
    const withdrawal = await withdrawConsent(session, id, { reason, locale });
    switch (withdrawal) {
      case 'withdrawn':
        return redirectTo(portalPage(`/records/${id}/withdrawn`));
      case 'not-possible':
        return redirectTo(portalPage(`/records/${id}`, 'not-withdrawn'));
      case 'unknown':
        return redirectTo(portalPage('/records', 'not-found'));
    }
  });
}

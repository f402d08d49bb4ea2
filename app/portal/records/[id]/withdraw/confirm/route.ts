import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { withdrawConsent } from '@/lib/portal/withdraw-consent';
import { withdrawalReasons, type WithdrawalReason } from '@/lib/portal/schemas';

/**
 * The reason that was chosen; null when none was, undefined when it is none of those that the page offers.
 */
async function readReason(request: Request): Promise<WithdrawalReason | null | undefined> {
  const reason = (await readForm(request)).raw('reason');
  return reason === '' ? null : withdrawalReasons.find((known) => known === reason);
}

/** The second step of a withdrawal. */
export const POST = pagePost({
  path: '/portal/records/{id}/withdraw/confirm',
  open: portalSession,
  async run({ request, params: { id = '' }, session, locale }) {
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
  },
});

import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { issueReceiptWithProof } from '@/lib/portal/issue-receipt-with-proof';

/** The customer's own copy of a receipt with the evidence, as a file. */
export const POST = pagePost({
  path: '/portal/records/{id}/receipt/proof',
  open: portalSession,
  async run({ params: { id = '' }, session }) {
    const copy = await issueReceiptWithProof(session, id);
    if (!copy) return redirectTo(portalPage(`/records/${id}`));
    return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="meter-data-receipt-with-proof.json"',
        'Cache-Control': 'no-store',
      },
    });
  },
});

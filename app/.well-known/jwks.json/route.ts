import { now } from '@/lib/platform/clock';
import { publishedReceiptKeys } from '@/lib/platform/receipt-keys';

export const dynamic = 'force-dynamic';

/** The keys by which anybody verifies a receipt (docs/api/receipts.md#the-keys). */
export function GET(): Response {
  return Response.json(
    { keys: publishedReceiptKeys(now()) },
    { headers: { 'Content-Type': 'application/jwk-set+json', 'Cache-Control': 'max-age=300' } },
  );
}

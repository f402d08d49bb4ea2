import { json } from '@/lib/http/page-post';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { isKnownReceipt } from '@/lib/receipts/is-known-receipt';

const DIGEST = /^[\w-]{43}$/;

/**
 * Whether the register issued a receipt: asked for one whose key leaked. Neither its number nor its
 * fingerprint can be guessed, so whoever asks has the receipt (docs/api/receipts.md#the-keys).
 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const record = searchParams.get('record') ?? '';
  const digest = searchParams.get('digest') ?? '';
  const issued = DIGEST.test(digest) && (await isKnownReceipt(record, digest));
  log().info({ path: '/receipts/issued', issued, 'transaction-id': newId('tid') }, 'receipt asked');
  return json({ issued });
}

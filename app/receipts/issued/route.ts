import { z } from 'zod';
import { clientAddress } from '@/lib/http/client-address';
import { json, pagePost } from '@/lib/http/page-post';
import { parse } from '@/lib/http/parse';
import { readJsonBody } from '@/lib/http/parse-json';
import { consumeLimit } from '@/lib/limits/limits';
import { isKnownReceipt } from '@/lib/receipts/is-known-receipt';

const questionSchema = z.object({ record: z.string(), digest: z.string() });

/**
 * Whether the register issued a receipt: asked for one whose key leaked. Neither its number nor its
 * fingerprint can be guessed, so whoever asks has the receipt; neither stands in an address
 * (docs/api/receipts.md#the-keys).
 */
export const POST = pagePost({
  path: '/receipts/issued',
  async run({ request }) {
    await consumeLimit('receipt-question', [clientAddress(request.headers)]);
    const { record, digest } = parse(questionSchema, await readJsonBody(request));
    return json({ issued: await isKnownReceipt(record, digest) });
  },
});

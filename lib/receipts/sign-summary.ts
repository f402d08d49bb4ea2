import { env } from '@/lib/platform/env';
import { signForOthers } from '@/lib/platform/sign-jws';
import type { IssuedReceipt } from './dto';

/**
 * What the code on a printed receipt leads to: the page that checks it, with a short JWS that no server is
 * sent, since it stands behind the `#`.
 */
export async function signSummaryLink({ digest, claims }: IssuedReceipt): Promise<string> {
  const { record, iat } = claims;
  const stated = {
    record: record.record_header.record_id,
    state: record.consent_state.state,
    digest,
  };
  const issuedAt = new Date(iat * 1000);
  const { jws } = await signForOthers('dar-receipt-summary+jwt', stated, {
    issuer: env().ORIGIN,
    issuedAt,
  });
  return `${env().ORIGIN}/receipts/check#${jws}`;
}

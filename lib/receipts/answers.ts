import { z } from 'zod';

/** The answer of `GET /access-records/{ak}/receipt` (docs/api/receipts.md#for-the-owner). */
export const receiptAnswerSchema = z.object({
  receipt: z.string().meta({
    description:
      'A compact JWS (`typ` `dar-receipt+jwt`, ES256) that states how the record stood when it was ' +
      'issued. Anybody can check it at `/receipts/check`, or by the keys of `/.well-known/jwks.json`.',
    example:
      'eyJhbGciOiJFUzI1NiIsImtpZCI6IjRmOWQwMmM3YTFiOCIsInR5cCI6ImRhci1yZWNlaXB0K2p3dCJ9.eyJyZWNvcmQi' +
      'Ont9fQ.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  }),
  digest: z.string().meta({
    description:
      'SHA-256, base64url, of its header and claims as they are signed: what the audit keeps.',
    example: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  }),
});

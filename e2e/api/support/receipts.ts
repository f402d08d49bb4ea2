import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
} from 'node:crypto';
import type { ApiAccount, JsonObject } from '../../../harness/api-client';
import { httpRequest } from '../../../harness/http-request';
import { readJwt, writeJwt } from './hand-made-jwt';

export interface PublishedKey extends JsonWebKey {
  kid: string;
  exp?: number;
  revoked?: { revoked_at: number; reason: string };
}

export interface ReadReceipt {
  header: JsonObject;
  claims: JsonObject & {
    iss: string;
    iat: number;
    record: JsonObject & {
      record_header: Record<string, string>;
      pii_processing: JsonObject;
      party_identification: JsonObject;
      consent_state: Record<string, string | null>;
      event: { event_type: string; event_time: string }[];
    };
    confirmation: JsonObject | null;
    'evidence-digest': string | null;
  };
}

export async function publishedKeys(origin: string): Promise<PublishedKey[]> {
  const { text } = await httpRequest(`${origin}/.well-known/jwks.json`);
  return (JSON.parse(text) as { keys: PublishedKey[] }).keys;
}

/** Whether a published key verifies it, as somebody else's program would find out. */
export async function isGenuine(origin: string, jws: string): Promise<boolean> {
  const { header, signature } = readJwt(jws);
  const key = (await publishedKeys(origin)).find(({ kid }) => kid === header['kid']);
  if (!key || header['alg'] !== 'ES256') return false;
  const publicKey = createPublicKey({ key, format: 'jwk' });
  const signed = Buffer.from(jws.slice(0, jws.lastIndexOf('.')));
  return verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

/** A receipt's header and claims. @throws {Error} unless a published key verifies it */
export async function readReceipt(origin: string, jws: string): Promise<ReadReceipt> {
  if (!(await isGenuine(origin, jws))) throw new Error('no published key verifies the receipt');
  return readJwt(jws) as unknown as ReadReceipt;
}

export interface OwnReceipt {
  receipt: string;
  digest: string;
}

/** The owner's receipt of a record. @throws {Error} when it was refused */
export async function ownReceipt(owner: ApiAccount, ak: string): Promise<OwnReceipt> {
  const answer = await owner.call<OwnReceipt & JsonObject>(
    'GET',
    `/v1/access-records/${ak}/receipt`,
  );
  if (answer.status !== 200) throw new Error(`no receipt: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** The receipt that a portal page offers as a file, and the address that its code leads to is not in it. */
export function receiptOnPage(html: string): string {
  const jws = /data:application\/jose,([\w.-]+)"/.exec(html)?.[1];
  if (jws === undefined) throw new Error('the page has no receipt');
  return jws;
}

/** The digest of a receipt: of header and claims as they are signed. */
export function receiptDigest(jws: string): string {
  return createHash('sha256')
    .update(jws.slice(0, jws.lastIndexOf('.')))
    .digest('base64url');
}

/** What a thief of the key can make of a receipt: anything, rightly signed. */
export async function forgeReceipt(origin: string, jws: string, secret: string): Promise<string> {
  const { header, claims } = readJwt(jws);
  const published = (await publishedKeys(origin)).find(({ kid }) => kid === header['kid']);
  const { kty, crv, x, y } = published ?? {};
  const key = createPrivateKey({ key: { kty, crv, x, y, d: secret }, format: 'jwk' });
  const unsigned = writeJwt(header, { ...claims, iat: Number(claims['iat']) - 60 }, '');
  const signed = Buffer.from(unsigned.slice(0, -1));
  const signature = sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
  return unsigned + signature.toString('base64url');
}

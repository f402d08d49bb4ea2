import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../../harness/api-client';

const encode = (part: JsonObject) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as JsonObject;

/** The three parts of a compact JWT, unverified. */
export function readJwt(token: string): {
  header: JsonObject;
  claims: JsonObject;
  signature: string;
} {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return { header: decode(header), claims: decode(claims), signature };
}

export function writeJwt(header: JsonObject, claims: JsonObject, signature: string): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

/** A compact JWT signed with `key`, whatever its header says of it. */
export function signHs256(header: JsonObject, claims: JsonObject, key: Uint8Array): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

import { allowInsecureRequests, customFetch, discovery } from 'openid-client';
import { z } from 'zod';
import { HOUR_S, now } from '@/lib/platform/clock';
import { processWide } from '@/lib/platform/process-wide';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { urlSchema } from '@/lib/platform/url-schema';
import { SupplierError } from './supplier-error';
import { supplierFetch } from './supplier-fetch';
import { issuerWord, listWord } from './log-words';
import { toSupplierError } from './to-supplier-error';

const LIFETIME_MS = HOUR_S * 1000;
export const TIMEOUT_S = 10;

/** Signatures that only the holder of a private key can make, of today's strength. */
const safeAlgorithms = [
  ...['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  ...['RS256', 'RS384', 'RS512'],
];

const names = z.array(z.string());

/** What we use of a discovery document (OpenID Connect Discovery 1.0, section 3). */
function metadataSchema(supplier: Supplier) {
  // Where the issuer speaks https, so does all that it names.
  const address = urlSchema(isInsecure(supplier) ? ['https:', 'http:'] : ['https:']);
  return z.object({
    issuer: z.string(),
    authorization_endpoint: address,
    token_endpoint: address,
    jwks_uri: address,
    userinfo_endpoint: address.optional(),
    id_token_signing_alg_values_supported: names.default(['RS256']),
    userinfo_signing_alg_values_supported: names.optional(),
    token_endpoint_auth_methods_supported: names.default(['client_secret_basic']),
    token_endpoint_auth_signing_alg_values_supported: names.default([]),
    authorization_response_iss_parameter_supported: z.boolean().default(false),
  });
}

export type SupplierMetadata = z.infer<ReturnType<typeof metadataSchema>>;

/** Whether the supplier speaks plain http, which the settings refuse in production. */
export function isInsecure({ issuer }: Supplier): boolean {
  return issuer.startsWith('http:');
}

async function ask(supplier: Supplier): Promise<unknown> {
  try {
    const found = await discovery(new URL(supplier.issuer), supplier['client-id'], {}, undefined, {
      timeout: TIMEOUT_S,
      [customFetch]: supplierFetch,
      execute: isInsecure(supplier) ? [allowInsecureRequests] : [],
    });
    return found.serverMetadata();
  } catch (error) {
    const refused = toSupplierError(error);
    if (refused.failure !== 'issuer') throw refused;
    // The library names the settings' issuer as a browser would write it, which may be another text.
    throw new SupplierError('issuer', { ...refused.detail, expected: supplier.issuer });
  }
}

/** @throws {SupplierError} where the document cannot be had, or names an issuer that is not the very same */
async function discover(supplier: Supplier): Promise<SupplierMetadata> {
  const parsed = metadataSchema(supplier).safeParse(await ask(supplier));
  if (!parsed.success) {
    const member = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new SupplierError('unreadable', { reason: 'metadata', member });
  }
  const { issuer, id_token_signing_alg_values_supported: offered } = parsed.data;
  if (issuer !== supplier.issuer) {
    throw new SupplierError('issuer', { expected: supplier.issuer, received: issuerWord(issuer) });
  }
  const accepted = offered.filter((name) => safeAlgorithms.includes(name));
  if (accepted.length === 0) throw new SupplierError('algorithm', { offered: listWord(offered) });
  const signed = parsed.data.userinfo_signing_alg_values_supported ?? accepted;
  return {
    ...parsed.data,
    id_token_signing_alg_values_supported: accepted,
    userinfo_signing_alg_values_supported: signed.filter((name) => safeAlgorithms.includes(name)),
  };
}

interface Kept {
  until: number;
  metadata: Promise<SupplierMetadata>;
}

const kept = () => processWide('supplier-metadata', () => new Map<string, Kept>());

/** Has the metadata asked for again at the next sign-in, since it may be outdated when a sign-in failed. */
export function forgetMetadata({ id }: Supplier): void {
  kept().delete(id);
}

/**
 * What a supplier says of itself, asked at most once an hour. Its keys are not part of that: they are asked for
 * at each sign-in, so that a new one counts at once.
 *
 * @throws {SupplierError}
 */
export async function requireMetadata(supplier: Supplier): Promise<SupplierMetadata> {
  const at = now().getTime();
  const known = kept().get(supplier.id);
  if (known && at < known.until) return known.metadata;
  const metadata = discover(supplier);
  kept().set(supplier.id, { until: at + LIFETIME_MS, metadata });
  return metadata;
}

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { urlSchema } from './url-schema';

/** How the register proves itself at a supplier's token endpoint. */
export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;

export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number];

/** A private key of the register's, with which it signs what it shows to a supplier. */
export interface ClientKey {
  key: KeyObject;
  /** The id under which the supplier knows it; null where it has none. */
  kid: string | null;
  /** With what it may sign, the best first. */
  algorithms: string[];
}

const SMALLEST_RSA_BITS = 2048;

const curves: Record<string, string> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/**
 * The algorithms that a private key may sign with; empty when suppliers accept no signature of a key of its
 * kind.
 */
function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string[] {
  switch (asymmetricKeyType) {
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_RSA_BITS
        ? []
        : ['PS256', 'RS256'];
    case 'ec':
      return [curves[asymmetricKeyDetails?.namedCurve ?? '']].filter((name) => name !== undefined);
    case 'ed25519':
      return ['EdDSA', 'Ed25519'];
    default:
      return [];
  }
}

const jwkSchema = z.looseObject({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  kid: z.string().min(1).optional(),
  alg: z.string().optional(),
});

const NO_KEY = 'must be a private key, PEM or JWK';

const clientKeySchema = z
  .union([z.string().startsWith('-----BEGIN', NO_KEY), jwkSchema], NO_KEY)
  .transform((value, context): ClientKey => {
    const { kid = null, alg } = typeof value === 'string' ? {} : value;
    let key: KeyObject;
    try {
      key = createPrivateKey(typeof value === 'string' ? value : { key: value, format: 'jwk' });
    } catch {
      context.addIssue({ code: 'custom', message: 'cannot be read as a private key' });
      return z.NEVER;
    }
    const able = algorithmsOf(key);
    const algorithms = alg === undefined ? able : able.filter((name) => name === alg);
    if (algorithms.length === 0) {
      const message =
        'must be RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519, for signing';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    return { key, kid, algorithms };
  });

/** One supplier of the portal's fallback sign-in (docs/suppliers.md). */
const supplierSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,32}$/, 'id: 1 to 32 small letters, digits and dashes'),
    name: z.string().min(1).max(80),
    issuer: urlSchema(['https:', 'http:']),
    'client-id': z.string().min(1),
    'client-secret': z.string().min(1).optional(),
    'client-key': clientKeySchema.optional(),
    'token-endpoint-auth-method': z.enum(clientAuthenticationMethods).optional(),
    'mpxn-claim': z.string().min(1),
  })
  .refine(
    (supplier) =>
      (supplier['client-secret'] === undefined) !== (supplier['client-key'] === undefined),
    'needs either client-secret or client-key',
  )
  .refine((supplier) => {
    const method = supplier['token-endpoint-auth-method'];
    if (method === undefined) return true;
    return (method === 'private_key_jwt') === (supplier['client-key'] !== undefined);
  }, 'token-endpoint-auth-method: private_key_jwt goes with client-key, the others with client-secret');

export type Supplier = z.infer<typeof supplierSchema>;

/** The setting `SUPPLIERS`: a JSON list, each id once. */
export const suppliersSchema = z.string().transform((value, context): Supplier[] => {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
  const parsed = z.array(supplierSchema).safeParse(json);
  const ids = parsed.data?.map(({ id }) => id) ?? [];
  if (parsed.success && new Set(ids).size === ids.length) return parsed.data;
  const issue = parsed.error?.issues[0];
  const problem = issue ? `${issue.path.join('.')}: ${issue.message}` : 'names an id twice';
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

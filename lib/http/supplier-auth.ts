import type { AuthOptions } from 'next-auth';
import { cookieName, isSecureOrigin } from '@/lib/platform/cookies';
import { env, settleAuthAddress, type Supplier } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { SESSION_LIFETIME_S } from '@/lib/portal/session-lifetime';
import { supplierBase } from '@/lib/portal/supplier-address';
import { realmCookieName, realmCookieOptions } from '@/lib/sessions/realm-cookie';
import { callSecret, openToken, sealToken } from '@/lib/sessions/realm-token';
import { callNextAuth, type AuthAnswer } from './call-next-auth';

const TIMEOUT_MS = 10_000;
const WAY_LIFETIME_S = 900;

type Claims = Record<string, unknown>;

/** What the supplier said; answers the secret of a session, or null when it opens none. */
export type OnSupplierSignIn = (subject: string, claims: Claims) => Promise<string | null>;

/** Cookies for the way to the supplier and back; Lax, since the way back comes from another site. */
function wayCookie(name: string) {
  const options = {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureOrigin(),
    path: '/',
    maxAge: WAY_LIFETIME_S,
  } as const;
  return { name: cookieName(`dar-supplier-${name}`), options };
}

function providerOf(supplier: Supplier): AuthOptions['providers'][number] {
  const base = supplier.issuer.replace(/\/$/, '');
  return {
    id: supplier.id,
    name: supplier.name,
    type: 'oauth',
    wellKnown: `${base}/.well-known/openid-configuration`,
    clientId: supplier['client-id'],
    clientSecret: supplier['client-secret'],
    authorization: { params: { scope: 'openid' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: TIMEOUT_MS },
    userinfo: {
      // Suppliers put the meter point into the ID token, the userinfo answer or both.
      async request({ client, tokens }) {
        const claims = (tokens.id_token ? readClaims(tokens.id_token) : {}) as { sub: string };
        if (!client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return claims;
        const info = await client.userinfo(tokens.access_token);
        if (info.sub !== claims.sub) throw new Error('userinfo is about somebody else');
        return { ...claims, ...info };
      },
    },
    profile: (claims: Claims) => ({ id: String(claims.sub) }),
  };
}

/** The claims of an ID token that next-auth has verified before. */
function readClaims(idToken: string): Claims {
  const [, body = ''] = idToken.split('.');
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
}

function optionsFor(onSignIn: OnSupplierSignIn): AuthOptions {
  settleAuthAddress(supplierBase());
  return {
    providers: env().SUPPLIERS.map(providerOf),
    secret: callSecret('customer'),
    session: { strategy: 'jwt', maxAge: SESSION_LIFETIME_S },
    useSecureCookies: isSecureOrigin(),
    jwt: {
      maxAge: SESSION_LIFETIME_S,
      encode: ({ token = {}, maxAge = SESSION_LIFETIME_S, salt }) =>
        sealToken('customer', token, maxAge, salt),
      decode: async ({ token, salt }) => (token ? openToken('customer', token, salt) : null),
    },
    cookies: {
      sessionToken: { name: realmCookieName('customer'), options: realmCookieOptions() },
      state: wayCookie('state'),
      nonce: wayCookie('nonce'),
      pkceCodeVerifier: wayCookie('pkce'),
      csrfToken: wayCookie('csrf'),
      callbackUrl: wayCookie('way'),
    },
    callbacks: {
      async jwt({ account, profile }) {
        const sid =
          account && profile ? await onSignIn(account.providerAccountId, { ...profile }) : null;
        if (sid === null) throw new Error('the supplier named no meter point');
        return { sid, realm: 'customer' };
      },
    },
    logger: {
      // A code only: what comes with it may hold what the supplier said of a person.
      error: (code) => log().warn({ code }, 'supplier sign-in failed'),
      warn: (code) => log().debug({ code }, 'supplier sign-in'),
      debug: () => undefined,
    },
  };
}

/** next-auth's own cookies for its pages, which are not served, stay here. */
const inward = () => ['csrf', 'way'].map(wayCookie);

function outward(setCookies: string[]): string[] {
  return setCookies.filter((line) => !inward().some(({ name }) => line.startsWith(`${name}=`)));
}

const nobody: OnSupplierSignIn = () => Promise.resolve(null);

/** The supplier's sign-in address and the cookies that its answer will be checked against. */
export async function startSupplierSignIn(supplier: Supplier): Promise<AuthAnswer> {
  const options = optionsFor(nobody);
  const csrf = await callNextAuth({ method: 'GET', path: ['csrf'], cookies: {} }, options);
  const { csrfToken } = csrf.body as { csrfToken: string };
  const name = wayCookie('csrf').name;
  const line = csrf.setCookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
  const value = decodeURIComponent(line.slice(name.length + 1).split(';')[0] ?? '');
  const answer = await callNextAuth(
    {
      method: 'POST',
      path: ['signin', supplier.id],
      cookies: { [name]: value },
      body: { csrfToken },
    },
    options,
  );
  return { ...answer, setCookies: outward(answer.setCookies) };
}

/** Judges a supplier's answer; a session cookie is among the cookies only if it opened a session. */
export async function finishSupplierSignIn(
  supplier: Supplier,
  input: { query: Record<string, string>; cookies: Record<string, string> },
  onSignIn: OnSupplierSignIn,
): Promise<{ isSignedIn: boolean; setCookies: string[] }> {
  const answer = await callNextAuth(
    { method: 'GET', path: ['callback', supplier.id], ...input },
    optionsFor(onSignIn),
  );
  const prefix = `${realmCookieName('customer')}=`;
  const isSignedIn = answer.setCookies.some((cookie) => cookie.startsWith(prefix));
  return { isSignedIn, setCookies: outward(answer.setCookies) };
}

import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from '../../../harness/free-port';
import { IssuerKey, type SigningAlgorithm } from './issuer-keys';
import { isClientKnown, type ClientAuthentication } from './client-authentication';

export const CLIENT_ID = 'the register';
/** With characters that HTTP Basic has to encode. */
export const CLIENT_SECRET = 'a secret: of +the/ supplier% für tests';

type Claims = Record<string, unknown>;
type Answer = (response: ServerResponse) => void;
export type IssuerAddress = 'metadata' | 'token' | 'keys' | 'userinfo';

/** How an issuer behaves; a test changes what it is about. */
export interface IssuerWays {
  algorithm: SigningAlgorithm;
  client: ClientAuthentication;
  /** Over what the discovery document says; undefined leaves a member out. */
  metadata: Record<string, unknown>;
  /** Over what the ID token says; undefined leaves a claim out. */
  claims: Claims;
  /** How far its clock is off, in seconds. */
  clockOffS: number;
  tokenLifetimeS: number;
  userinfo: Claims | null;
  /** What one of its addresses answers instead. */
  instead: Partial<Record<IssuerAddress, Answer>>;
  /** An ID token made in another way. */
  idToken: ((claims: Claims, key: IssuerKey) => string | Promise<string>) | null;
}

interface Grant {
  redirectUri: string;
  nonce: string | null;
  challenge: string | null;
}

export const sendJson =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

const usual: Omit<IssuerWays, 'algorithm' | 'client'> = {
  metadata: {},
  claims: {},
  clockOffS: 0,
  tokenLifetimeS: 600,
  userinfo: null,
  instead: {},
  idToken: null,
};

/** An OpenID Connect issuer of one client, which says of its customer what a test has it say. */
export class FakeIssuer {
  readonly #grants = new Map<string, Grant>();
  readonly #usual: IssuerWays;
  ways: IssuerWays;
  key: IssuerKey;
  /** What was asked of it, in order. */
  readonly asked: { address: string; form: URLSearchParams; authorization: string | null }[] = [];

  constructor(
    readonly id: string,
    readonly issuer: string,
    ways: Pick<IssuerWays, 'algorithm' | 'client'> & Partial<IssuerWays>,
  ) {
    this.#usual = { ...usual, ...ways };
    this.ways = this.#usual;
    this.key = this.newKey('first');
  }

  newKey(kid: string): IssuerKey {
    return new IssuerKey(this.#usual.algorithm, kid);
  }

  /** Behaves as it did in the beginning, but for `changes`. */
  behave(changes: Partial<IssuerWays> = {}): void {
    this.ways = { ...this.#usual, ...changes };
    this.asked.length = 0;
  }

  get metadata(): Record<string, unknown> {
    const authentication = this.ways.client.method;
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      ...(this.ways.userinfo ? { userinfo_endpoint: `${this.issuer}/userinfo` } : {}),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [this.ways.algorithm],
      token_endpoint_auth_methods_supported: [authentication],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...this.ways.metadata,
    };
  }

  /** The customer says yes at `address`: where they are sent back to, `changes` made to its query. */
  agree(address: string, changes: Record<string, string | null> = {}): string {
    const asked = new URL(address).searchParams;
    const code = randomBytes(12).toString('hex');
    const redirectUri = asked.get('redirect_uri') ?? '';
    const challenge =
      asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge') : null;
    this.#grants.set(code, { redirectUri, nonce: asked.get('nonce'), challenge });
    const back = new URL(redirectUri);
    const query = { code, state: asked.get('state'), iss: this.issuer, ...changes };
    for (const [name, value] of Object.entries(query)) {
      if (value !== null) back.searchParams.set(name, value);
    }
    return back.href;
  }

  async answer(address: string, request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request));
    this.asked.push({ address, form, authorization: request.headers.authorization ?? null });
    const instead = this.ways.instead[address as IssuerAddress];
    if (instead) instead(response);
    else if (address === 'metadata') sendJson(this.metadata)(response);
    else if (address === 'keys') sendJson({ keys: [this.key.jwk] })(response);
    else if (address === 'token') (await this.#exchange(form, request))(response);
    else if (address === 'userinfo') sendJson(this.ways.userinfo)(response);
    else sendJson({}, 404)(response);
  }

  async #exchange(form: URLSearchParams, request: IncomingMessage): Promise<Answer> {
    const { client } = this.ways;
    if (!(await isClientKnown(client, this.issuer, form, request.headers.authorization ?? null))) {
      return sendJson({ error: 'invalid_client' }, 401);
    }
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const proof = createHash('sha256').update(verifier).digest('base64url');
    if (grant?.challenge !== proof || grant.redirectUri !== form.get('redirect_uri')) {
      return sendJson({ error: 'invalid_grant' }, 400);
    }
    const idToken = await this.#idToken(grant);
    const token = { access_token: randomBytes(12).toString('hex'), token_type: 'Bearer' };
    return sendJson({ ...token, expires_in: 600, id_token: idToken });
  }

  #idToken({ nonce }: Grant): string | Promise<string> {
    const now = Math.floor(Date.now() / 1000) + this.ways.clockOffS;
    const claims: Claims = {
      iss: this.issuer,
      sub: 'a customer',
      aud: CLIENT_ID,
      iat: now,
      exp: now + this.ways.tokenLifetimeS,
      nonce,
      ...this.ways.claims,
    };
    return this.ways.idToken ? this.ways.idToken(claims, this.key) : this.key.sign(claims);
  }
}

const addressOf = (path: string) =>
  path === '/.well-known/openid-configuration' ? 'metadata' : path.slice(1);

export interface FakeIssuers {
  /** Opens an issuer of its own below `/id`. */
  add(id: string, ways: Pick<IssuerWays, 'algorithm' | 'client'> & Partial<IssuerWays>): FakeIssuer;
  close(): Promise<void>;
}

/** One server that plays any number of issuers. */
export async function startFakeIssuers(): Promise<FakeIssuers> {
  const port = await freePort();
  const issuers = new Map<string, FakeIssuer>();
  const server = createServer((request, response) => {
    const [, id = '', path = ''] = /^\/([^/]+)(\/.*)?$/.exec(request.url ?? '') ?? [];
    const issuer = issuers.get(id);
    if (issuer) void issuer.answer(addressOf(path), request, response);
    else sendJson({}, 404)(response);
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    add(id, ways) {
      const issuer = new FakeIssuer(id, `http://localhost:${port}/${id}`, ways);
      issuers.set(id, issuer);
      return issuer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

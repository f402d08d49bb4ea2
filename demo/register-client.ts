import {
  isJsonObject,
  requireString,
  UnexpectedAnswerError,
  type Json,
  type JsonObject,
} from './json';
import { RegisterError, RegisterUnreachableError } from './register-error';
import type { Credentials } from './settings';

const TIMEOUT_MS = 15_000;
/** A token is renewed this long before its end, so that none runs out on its way. */
const RENEW_EARLY_MS = 60_000;

type Method = 'GET' | 'POST' | 'PUT';
type BearerToken = { readonly value: string; readonly renewAt: number };

/** Talks to the register as one account: keeps its bearer token, turns refusals into errors. */
export class RegisterClient {
  private token: Promise<BearerToken> | null = null;

  constructor(
    private readonly apiOrigin: string,
    private readonly credentials: Credentials,
  ) {}

  get(path: string): Promise<JsonObject> {
    return this.call('GET', path);
  }

  post(path: string, body: JsonObject): Promise<JsonObject> {
    return this.call('POST', path, body);
  }

  put(path: string, body: JsonObject): Promise<JsonObject> {
    return this.call('PUT', path, body);
  }

  private async call(method: Method, path: string, body?: JsonObject): Promise<JsonObject> {
    const send = async (): Promise<JsonObject> =>
      requestJson(this.apiOrigin, method, path, `Bearer ${await this.bearerToken()}`, body);
    try {
      return await send();
    } catch (error) {
      // Signing keys rotate and a restarted demo register has new ones: one fresh token, one retry.
      if (!(error instanceof RegisterError) || !error.isAboutBearer()) throw error;
      this.token = null;
      return await send();
    }
  }

  private async bearerToken(): Promise<string> {
    const held = await this.token;
    if (held && Date.now() < held.renewAt) return held.value;
    const asked = this.askForToken();
    this.token = asked;
    try {
      return (await asked).value;
    } catch (error) {
      if (this.token === asked) this.token = null;
      throw error;
    }
  }

  private async askForToken(): Promise<BearerToken> {
    const { accountId, secretKey } = this.credentials;
    const basic = Buffer.from(`${accountId}:${secretKey}`, 'utf8').toString('base64');
    const answer = await requestJson(this.apiOrigin, 'GET', '/auth/token', `Basic ${basic}`);
    const seconds = answer['expires'];
    if (typeof seconds !== 'number') throw new UnexpectedAnswerError('"expires" is not a number');
    return {
      value: requireString(answer, 'bearer-token'),
      renewAt: Date.now() + seconds * 1000 - RENEW_EARLY_MS,
    };
  }
}

/** One call of the register's API; `authorization` is null for the one call that needs none. */
export async function requestJson(
  apiOrigin: string,
  method: Method,
  path: string,
  authorization: string | null,
  body?: JsonObject,
): Promise<JsonObject> {
  const headers = new Headers({ accept: 'application/json' });
  if (authorization !== null) headers.set('authorization', authorization);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const answer = await reach(`${apiOrigin}/v1${path}`, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = await readJson(answer);
  if (!answer.ok) throw RegisterError.fromAnswer(answer, json);
  if (!isJsonObject(json)) throw new UnexpectedAnswerError('the answer is not an object');
  return json;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new RegisterUnreachableError('The register did not answer', { cause });
  }
}

async function readJson(answer: Response): Promise<Json> {
  try {
    return (await answer.json()) as Json;
  } catch (cause) {
    throw new RegisterUnreachableError(`The register answered ${answer.status} without JSON`, {
      cause,
    });
  }
}

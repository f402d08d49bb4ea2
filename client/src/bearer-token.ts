import { readRegisterError } from './register-error.js';

export interface Credentials {
  accountId: string;
  secretKey: string;
}

/** A token is renewed this long before its end, so that none runs out on its way. */
const RENEW_EARLY_MS = 60_000;

interface Token {
  value: string;
  renewAt: number;
}

/**
 * Keeps one account's bearer token: fetched when first needed, shared by all calls, renewed a minute
 * before it ends (docs/api/authentication.md#getting-a-token).
 */
export class BearerToken {
  #held: Promise<Token> | null = null;

  constructor(
    private readonly apiUrl: string,
    private readonly credentials: Credentials,
    private readonly send: (request: Request) => Promise<Response>,
  ) {}

  async value(): Promise<string> {
    const before = this.#held;
    const held = await before;
    if (held && Date.now() < held.renewAt) return held.value;
    if (this.#held === before) this.#held = this.#ask();
    const asked = this.#held ?? this.#ask();
    try {
      return (await asked).value;
    } catch (error) {
      if (this.#held === asked) this.#held = null;
      throw error;
    }
  }

  /** Drops the token, as when the register no longer takes it. */
  forget(): void {
    this.#held = null;
  }

  async #ask(): Promise<Token> {
    const { accountId, secretKey } = this.credentials;
    const basic = Buffer.from(`${accountId}:${secretKey}`, 'utf8').toString('base64');
    const answer = await this.send(
      new Request(`${this.apiUrl}/auth/token`, { headers: { authorization: `Basic ${basic}` } }),
    );
    if (!answer.ok) throw await readRegisterError(answer);
    const body = (await answer.json()) as { 'bearer-token': string; expires: number };
    return {
      value: body['bearer-token'],
      renewAt: Date.now() + body.expires * 1000 - RENEW_EARLY_MS,
    };
  }
}

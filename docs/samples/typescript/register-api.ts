import { setTimeout as sleep } from 'node:timers/promises';

const { REGISTER = '', ACCOUNT_ID = '', SECRET_KEY = '' } = process.env;
const TRIES = 3;
let token = { value: '', renewAt: 0 };

async function send<Answer>(path: string, init: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${REGISTER}/v1${path}`, {
      ...init,
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.ok) return (await answer.json()) as Answer;
    const isBusy = answer.status === 429 || answer.status === 503;
    if (!isBusy || attempt === TRIES) throw new Error(`${answer.status}: ${await answer.text()}`);
    await sleep(Number(answer.headers.get('retry-after')) * 1000);
  }
}

async function bearer(): Promise<string> {
  if (Date.now() >= token.renewAt) {
    const basic = Buffer.from(`${ACCOUNT_ID}:${SECRET_KEY}`).toString('base64');
    const answer = await send<{ 'bearer-token': string; expires: number }>('/auth/token', {
      headers: { authorization: `Basic ${basic}` },
    });
    const renewAt = Date.now() + (answer.expires - 60) * 1000;
    token = { value: `Bearer ${answer['bearer-token']}`, renewAt };
  }
  return token.value;
}

/** One call of the register as this account; the bearer token is kept while it is good. */
export async function call<Answer>(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send<Answer>(path, {
    method,
    headers: { authorization: await bearer(), 'content-type': 'application/json', ...headers },
    body: body ? JSON.stringify(body) : null,
  });
}

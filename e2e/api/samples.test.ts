import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEvent } from '../../docs/samples/typescript/webhook';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { projectRoot } from '../../harness/register-process';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { registerConsent, revoke } from '../../harness/callers/registered-access';
import { linkIn } from '../../harness/callers/mailed';
import { runSample, type SampleLanguage } from './support/run-sample';

const { origin, client, mailbox } = sharedRegister();
const RETURN_URL = 'https://brightmeter.example/welcome-back?tenant=7';
const NO_PYTHON = 'python3 is not on this machine';
const hasPython = spawnSync('python3', ['--version']).status === 0;

let supplier: ApiAccount;
let app: ApiAccount;

beforeAll(async () => {
  supplier = await client.createAccount();
  app = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
});

type Answer = Record<string, unknown>;

interface Session extends Answer {
  state: string;
  'token-ref': string;
}

const tokenRefOf = (kept: Answer) => String(kept['token-ref'] ?? kept.tokenRef);

/** The samples of one language, run as the guide has them, one after the other. */
class Guide {
  constructor(private readonly language: SampleLanguage) {}

  async run(account: ApiAccount, name: string, ...args: string[]) {
    return runSample(this.language, name, args, {
      REGISTER: origin,
      ACCOUNT_ID: account.id,
      SECRET_KEY: account.secret,
      TOKEN: this.language === 'curl' && name !== 'token' ? await this.#token(account) : '',
    });
  }

  async answer(account: ApiAccount, name: string, ...args: string[]): Promise<Answer> {
    const { code, stdout, stderr } = await this.run(account, name, ...args);
    expect(code, `${name}: ${stdout}${stderr}`).toBe(0);
    return JSON.parse(stdout) as Answer;
  }

  /** What the visitor's session keeps: the state and the token-ref, in the language's own spelling. */
  async start(mpxn: string): Promise<Session> {
    if (this.language !== 'curl') {
      const kept = await this.answer(app, 'reidentify', mpxn, RETURN_URL);
      return { ...kept, state: String(kept.state), 'token-ref': tokenRefOf(kept) };
    }
    const state = 'of-this-session';
    const answer = await this.answer(app, 'reidentify', mpxn, RETURN_URL, state);
    return { state, 'token-ref': tokenRefOf(answer['magic-link'] as Answer) };
  }

  confirm(session: Session, back: URL) {
    const code = back.searchParams.get('dar-return-code') ?? '';
    return this.language === 'curl'
      ? this.run(app, 'confirm', session['token-ref'], code)
      : this.run(app, 'confirm', JSON.stringify(session), back.search.slice(1));
  }

  async #token(account: ApiAccount): Promise<string> {
    return String((await this.answer(account, 'token'))['bearer-token']);
  }
}

interface Verified {
  'access-record': { 'customer-confirmation': Answer | null };
}

/** What the samples propose, with a data type and a recipient that nobody was shown. */
function moreThanShown(session: Session): Answer {
  const file = path.join(projectRoot, 'docs/samples/curl/proposed-access.json');
  const { controllers, notice, purpose, expiry, ...shown } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as Answer & { 'data-types': string[] };
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': { 'arrangement-type': 'sole', controllers },
    },
    notice,
    processing: {
      'legal-basis': shown['legal-basis'],
      purpose,
      'data-types': [...shown['data-types'], 'HH-CONSUMPTION'],
      recipients: [{ name: 'Sunrise Loans', role: 'lender' }],
    },
    'access-event': {
      state: 'ACTIVE',
      'registered-at': new Date().toISOString(),
      expiry,
      consent: { 'consent-type': 'expressed-consent' },
    },
    'reidentification-token': session['token-ref'],
  };
}

/** Opens the mailed link and presses its button; answers where the browser goes. */
async function press(email: string, button: 'confirm' | 'decline'): Promise<URL> {
  const browser = new CustomerBrowser(origin);
  const link = linkIn(await mailbox.waitForMail(email));
  const page = await browser.open(link);
  const action = page.actions.find((path) => path.endsWith(`/${button}`)) ?? '';
  const pressed = await browser.press(action);
  return new URL(pressed.headers.location ?? '');
}

const languages: SampleLanguage[] = ['curl', 'typescript', 'python'];

describe.each(languages)('the samples in %s', (language) => {
  const guide = new Guide(language);
  const email = `${language}@samples.example`;
  const mpxn = randomMpxn();
  beforeEach(({ skip }) => skip(language === 'python' && !hasPython, NO_PYTHON));

  it('go from credentials to a verified access key', async () => {
    const created = await guide.answer(supplier, 'identity-record', mpxn, email);
    expect(created.ir).toMatch(/^ir_/);

    const session = await guide.start(mpxn);
    const back = await press(email, 'confirm');
    expect(back.href.startsWith(`${RETURN_URL}&`)).toBe(true);
    expect(back.searchParams.get('state')).toBe(session.state);
    const confirmed = await guide.confirm(session, back);
    expect(JSON.parse(confirmed.stdout)).toMatchObject({ status: 'confirmed' });

    // As the guide says: more than was shown is refused by name, and costs no token.
    const wider = await app.call('POST', '/v1/access-records', moreThanShown(session));
    expect(wider.status).toBe(409);
    expect(wider.body).toMatchObject({
      errors: [
        { 'error-code': 'CON001', field: 'processing.data-types[1]' },
        { 'error-code': 'CON001', field: 'processing.recipients[0].name' },
      ],
    });

    const registered = await guide.answer(app, 'access-record', session['token-ref']);
    const token = (registered['access-token'] ?? registered) as { key: string };
    const verified = await guide.run(app, 'verify', token.key, 'MTH-CONSUMPTION');
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain(app.duid);
    const read = await app.call<Verified>('GET', `/v1/access-records/${token.key}`);
    expect(read.body['access-record']['customer-confirmation']).toMatchObject({
      method: 'magic-link',
      bound: true,
    });

    const unknown = `${token.key.slice(0, -1)}${token.key.endsWith('0') ? '1' : '0'}`;
    expect((await guide.run(app, 'verify', unknown, 'MTH-CONSUMPTION')).code).not.toBe(0);
  });

  it('do not take a customer who declined for one who confirmed', async () => {
    const declined = `declined-${email}`;
    const home = randomMpxn();
    await guide.answer(supplier, 'identity-record', home, declined);
    const session = await guide.start(home);
    const back = await press(declined, 'decline');
    expect(back.searchParams.get('dar-error')).toBe('declined');
    const confirmed = await guide.confirm(session, back);
    if (language === 'curl') {
      expect(JSON.parse(confirmed.stdout)).toMatchObject({ status: 'expired', declined: true });
    } else {
      expect(confirmed.code).not.toBe(0);
      expect(confirmed.stderr).toContain('declined');
    }
  });

  it.runIf(language !== 'curl')('refuse a return that belongs to another visit', async () => {
    const back = new URL(`${RETURN_URL}&state=of-somebody-else&dar-return-code=x`);
    const tokenRef = 'mlr_4f9d02c7a1b86e35d2f07c94';
    const subject = { mpxn };
    const session = { state: 'of-this-visit', 'token-ref': tokenRef, tokenRef, subject };
    const confirmed = await guide.confirm(session, back);
    expect(confirmed.code).not.toBe(0);
    expect(confirmed.stderr).toMatch(/this return (belongs to another visit|does not belong)/);
  });
});

describe.each(languages)('the samples of a Data Provider in %s', (language) => {
  const guide = new Guide(language);
  const days = ['2026-02-01', '2026-02-28'];
  beforeEach(({ skip }) => skip(language === 'python' && !hasPython, NO_PYTHON));

  it('ask whether data may be released, and know when that ends', async () => {
    const provider = await client.createAccount({ role: 'data_provider' });
    const home = await createHousehold(supplier);
    const ak = await registerConsent(home);
    const ask = (key = ak) =>
      guide.run(
        provider,
        'release',
        key,
        supplier.duid ?? '',
        home.mpxn,
        'HH-CONSUMPTION',
        ...days,
      );
    const permitted = await ask();
    expect(permitted.code, permitted.stderr).toBe(0);
    expect(permitted.stdout).toMatch(/dec_[0-9a-f]{24}/);

    const path = '/v1/release-changes';
    const { next } = (await provider.call<{ next: number }>('GET', path)).body;
    const isCurl = language === 'curl';
    const following = guide.run(
      provider,
      'follow-changes',
      ...(isCurl ? [String(next)] : [ak, String(next)]),
    );
    await revoke(supplier, ak);
    const followed = await following;
    expect(followed.code, followed.stderr).toBe(0);
    expect(followed.stdout).toContain('ended');

    const refused = await ask();
    const said = isCurl ? refused.stdout : refused.stderr;
    expect(said).toContain('ended');
    if (isCurl) expect(JSON.parse(said)).toMatchObject({ decision: false });
    else expect(refused.code).not.toBe(0);
  });
});

describe('the webhook samples', () => {
  const secret = `whsec_${Buffer.from('a secret of 32 bytes for webhook').toString('base64')}`;
  const body = Buffer.from('{"event-id":"evt_4f9d02c7a1b86e35d2f07c94","payload":{"n":"é"}}');

  function headersFor(sent: Buffer, at = new Date()): Record<string, string> {
    const id = 'evt_4f9d02c7a1b86e35d2f07c94';
    return {
      'x-dar-signature': `sha256=${createHmac('sha256', secret).update(sent).digest('hex')}`,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, sent.toString('utf8')),
    };
  }

  type Check = (headers: Record<string, string>, sent: Buffer) => boolean[];

  /** The client judges by the second signature alone. */
  const inTypeScript: Check = (headers, sent) => [readEvent(secret, headers, sent) !== null];

  const inPython: Check = (headers, sent) => {
    const script =
      'import json,sys,webhook\n' +
      's,h,b=json.load(sys.stdin)\n' +
      'a=(s,h,b.encode())\n' +
      'print(json.dumps([webhook.is_signed(*a),webhook.is_signed_by_standard(*a)]))';
    const run = spawnSync('python3', ['-c', script], {
      cwd: path.join(projectRoot, 'docs/samples/python'),
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      input: JSON.stringify([secret, headers, sent.toString('utf8')]),
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    return JSON.parse(run.stdout) as boolean[];
  };

  const checks: [string, Check, boolean, number][] = [
    ['TypeScript', inTypeScript, false, 1],
    ['Python', inPython, !hasPython, 2],
  ];

  describe.each(checks)('in %s', (_name, check, isMissing, signatures) => {
    beforeEach(({ skip }) => skip(isMissing, NO_PYTHON));

    it('know a message of the register by either signature', () => {
      expect(check(headersFor(body), body)).toEqual([true, true].slice(-signatures));
    });

    it('know it while a rotated secret signs beside the new one', () => {
      const headers = headersFor(body);
      const both = `v1,b2xk ${headers['webhook-signature'] ?? ''}`;
      expect(check({ ...headers, 'webhook-signature': both }, body)).toEqual(
        [true, true].slice(-signatures),
      );
    });

    it.each([
      ['a changed body', () => headersFor(Buffer.from('{}')), [false, false]],
      ['no headers', () => ({}), [false, false]],
      [
        'text in place of a time',
        () => ({ ...headersFor(body), 'webhook-timestamp': 'x' }),
        [true, false],
      ],
      [
        'a letter that is not ASCII',
        () => ({ 'x-dar-signature': 'é', 'webhook-signature': 'é' }),
        [false, false],
      ],
      [
        'a message of ten minutes ago',
        () => headersFor(body, new Date(Date.now() - 600_000)),
        [true, false],
      ],
    ] as const)('refuse %s', (_what, headers, expected) => {
      expect(check(headers(), body)).toEqual(expected.slice(-signatures));
    });
  });
});

import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiAccount, type ApiAnswer } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, RETURN_URL, type Household } from '../../harness/callers/household';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { proposedConsent } from '../../harness/callers/proposal';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import {
  registerAccess,
  replace,
  revoke,
  type ListedRecord,
} from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';
import type { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import {
  startWebhookReceiver,
  type Endpoint,
  type WebhookReceiver,
} from '../../harness/webhook-receiver';
import { openRecords, recordIds, signInByPasskey, VERIFIED } from './support/portal';
import { ownReceipt } from './support/receipts';
import { createHook } from './support/webhooks';

const MINUTE_MS = 60_000;
/** What is shorter is no name of anything: words of the API, and counts. */
const SHORTEST = 8;

let register: OwnRegister;
let receiver: WebhookReceiver;

/** The JSON that a text is, or the parts of a JWS; else nothing. */
function within(text: string): unknown[] {
  const parts = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? text.split('.') : [];
  const texts = [text, ...parts.map((part) => Buffer.from(part, 'base64url').toString())];
  return texts.flatMap((each) => {
    try {
      return /^[[{]/.test(each) ? [JSON.parse(each) as unknown] : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

/** Every value in what was told, and every part of one that could be a name: ids, digests, hosts, instants. */
function* valuesIn(told: unknown): Generator<string> {
  if (typeof told === 'object' && told !== null) {
    for (const member of Object.values(told)) yield* valuesIn(member);
    return;
  }
  const text = String(told);
  yield text;
  for (const [part] of text.matchAll(/[\w.:-]+/g)) {
    yield part;
    yield* part.split(/[.:]/);
  }
  for (const inner of within(text)) yield* valuesIn(inner);
}

const namesIn = (told: unknown) =>
  new Set([...valuesIn(told)].filter((value) => value.length >= SHORTEST));

function common(one: Set<string>, other: Set<string>, known: Set<string>): string[] {
  return [...one].filter((value) => other.has(value) && !known.has(value));
}

/** An organisation that keeps whatever the register ever tells it. */
class Organisation extends ApiAccount {
  readonly told: unknown[] = [];
  /** What its audit calls the meter points that it asked about. */
  readonly traces = new Set<string>();
  /** What a list of the meter point shows it of others. */
  readonly ofOthers: unknown[] = [];

  constructor({ id, secret, duid }: ApiAccount, origin: string) {
    super(origin, id, secret, duid);
  }

  override async call<Body>(...call: Parameters<ApiAccount['call']>): Promise<ApiAnswer<Body>> {
    const answer = await super.call<Body>(...call);
    this.keep(answer);
    return answer;
  }

  keep({ text, headers: { date: _, ...headers } }: { text: string; headers: IncomingHttpHeaders }) {
    this.told.push(text, headers);
  }

  /** Reads who else has access: what is not its own is kept apart. */
  async list(mpxn: string, own: readonly string[]): Promise<void> {
    const path = `/v1/meter-points/${mpxn}/access-records`;
    const { body } = await super.call<{ 'access-records': ListedRecord[] }>('GET', path);
    for (const entry of body['access-records']) {
      (own.includes(entry.ak) ? this.told : this.ofOthers).push(entry);
    }
  }
}

interface Dealing {
  owner: Organisation;
  household: Household;
  browser: CustomerBrowser;
  device: SoftwareAuthenticator;
  hook: Endpoint;
  /** Keys of what it has registered. */
  own: string[];
}

async function newOrganisation(): Promise<Pick<Dealing, 'owner' | 'hook' | 'own'>> {
  const account = await register.client.createAccount({ 'redirect-urls': [RETURN_URL] });
  const owner = new Organisation(account, register.listenUrl);
  const hook = receiver.endpoint();
  await createHook(owner, hook.url, {
    'event-types': ['consent.withdrawal', 'tenancy.change', 'credential.registered'],
  });
  return { owner, hook, own: [] };
}

/** The customer confirms by passkey, with what leads them back. */
async function confirm({ owner, browser, device }: Dealing, page: string): Promise<string | null> {
  const { body, ...answer } = await usePasskey(browser, device, page);
  expect(answer.status, answer.text).toBe(200);
  const back = new URL(body.location ?? '');
  owner.told.push(back.href);
  return back.searchParams.get('dar-return-code');
}

/** All that an organisation does with one customer, by each call that there is. */
async function deal(dealing: Dealing): Promise<void> {
  const { owner, household, browser, hook, own } = dealing;
  const { ir, mpxn } = household;
  const fields = {
    method: 'passkey-assert',
    'passkey-return-url': RETURN_URL,
    'proposed-access': proposedConsent(),
  };
  const bound = await startOwn(household, fields);
  await statusOf(bound, (await confirm(dealing, bound.page)) ?? '');
  const token = { 'confirmation-token': bound.tokenRef };
  const first = await registerAccess(owner, { ...consentBody(ir), ...token });
  const across = await startAcross(owner, mpxn, { ...fields, 'bind-return': false });
  await confirm(dealing, across.page);
  await statusOf(across);
  const linked = { 'reidentification-token': across.tokenRef };
  const second = await registerAccess(owner, { ...consentBody(), ...linked });
  const declined = await startOwn(household, fields);
  const { headers } = await browser.press('/passkey/decline', fieldsOf(declined.page));
  owner.told.push(headers.location);
  await statusOf(declined);
  await startOwn(household, { method: 'magic-link', 'proposed-access': proposedConsent() });
  await replace(owner, first, changed(consentBody(ir), ['processing.recipients', undefined]));
  for (const ak of [first, second]) {
    owner.keep(await register.client.call('GET', `/v1/access-records/${ak}`));
    await ownReceipt(owner, ak);
  }
  for (const path of [
    `/v1/identity-records/${ir}`,
    `/v1/identity-records?mpxn=${mpxn}`,
    `/v1/identity-records/exists?mpxn=${mpxn}`,
    `/v1/records?q=${mpxn}`,
    '/v1/self',
    '/v1/webhooks',
  ]) {
    await owner.call('GET', path);
  }
  await revoke(owner, second);
  const types = () => hook.events().map((event) => event['event-type']);
  await vi.waitFor(() => expect(types()).toContain('consent.withdrawal'), 30_000);
  own.push(first, second);
  owner.keep(await httpRequest(`${register.origin}/.well-known/jwks.json`));
}

/** What comes to an organisation without its asking, and what it reads of all that later. */
async function readOn({ owner, household, hook, own }: Dealing): Promise<void> {
  await owner.list(household.mpxn, own);
  const audit = await owner.call<{ events: { detail: { 'meter-point'?: string } }[] }>(
    'GET',
    '/v1/self/audit?limit=200',
  );
  for (const { detail } of audit.body.events) {
    if (detail['meter-point']) owner.traces.add(detail['meter-point']);
  }
  const { body } = await owner.call<{ webhooks: { wid: string }[] }>('GET', '/v1/webhooks');
  await owner.call('GET', `/v1/webhooks/${body.webhooks[0]?.wid ?? ''}/deliveries`);
  for (const { raw, headers } of hook.received) {
    const { date: _, host: __, ...told } = headers;
    owner.told.push(raw, told);
  }
}

/** What the customer's device signed, as their own copies of receipts have it, of each of their records. */
async function evidenceOfCopies({ browser, device }: Dealing): Promise<Set<string>[]> {
  await signInByPasskey(browser, device);
  const found: Set<string>[] = [];
  for (const id of recordIds(await openRecords(browser))) {
    const { status, text } = await browser.press(`/portal/records/${id}/receipt/proof`);
    if (status === 200) found.push(namesIn((JSON.parse(text) as { evidence: unknown }).evidence));
  }
  return found;
}

let one: Dealing;
let other: Dealing;
/** With another customer: what it is told as well is no name of this one. */
let unconcerned: Dealing;

beforeAll(async () => {
  const env = { RATE_LIMIT_SCALE: '1000', ALLOW_LOOPBACK_WEBHOOKS: '1' };
  register = await startOwnRegister({ name: 'two-organisations', env });
  receiver = await startWebhookReceiver();
  const { origin } = register;
  const newCustomer = async (): Promise<Dealing> => {
    const made = await newOrganisation();
    const home = await enrolHousehold(made.owner, origin, { fields: VERIFIED });
    return { ...made, ...home, household: home, owner: made.owner };
  };
  one = await newCustomer();
  await register.clock.advance(MINUTE_MS);
  const made = await newOrganisation();
  const { mpxn, email } = one.household;
  const household = await createHousehold(made.owner, { mpxn, email, fields: VERIFIED });
  const { browser, device } = one;
  const linking = await startOwn(household, { method: 'passkey-register' });
  expect((await usePasskey(browser, device, linking.page)).status).toBe(200);
  other = { ...made, household, browser, device };
  await register.clock.advance(MINUTE_MS);
  unconcerned = await newCustomer();
  const all = [one, other, unconcerned];
  for (const dealing of all) {
    await register.clock.advance(MINUTE_MS);
    await deal(dealing);
  }
  for (const dealing of all) {
    await register.clock.advance(MINUTE_MS);
    await readOn(dealing);
  }
}, 600_000);
afterAll(async () => {
  await receiver.close();
  await register.stop();
});

/** What each of them brought itself, and so knows of this customer before it is told anything. */
function broughtByBoth(): string[] {
  const { mpxn, email } = one.household;
  const [name = '', host = ''] = (email ?? '').split('@');
  const mask = `${name.slice(0, 1)}*****${name.slice(-1)}@${host}`;
  return [
    mpxn,
    `meter point ending ${mpxn.slice(-4)}`,
    mask,
    // Of the meter point and not of the person.
    ...one.owner.traces,
    `/v1/meter-points/${mpxn}/access-records`,
    `/v1/identity-records?mpxn=${mpxn}`,
    `/v1/identity-records/exists?mpxn=${mpxn}`,
    `/v1/records?q=${mpxn}`,
  ];
}

const known = () => new Set([...broughtByBoth(), ...namesIn(unconcerned.owner.told)]);

test('two organisations that put together all they were ever told of one person find nothing to join it by', () => {
  const [left, right] = [one, other].map(({ owner }) => namesIn(owner.told));
  if (!left || !right) throw new Error('nothing was told');
  expect(left.size).toBeGreaterThan(200);
  expect(common(left, right, known())).toEqual([]);
});

test('what a list of the meter point shows of the other is nothing that they hold themselves', () => {
  for (const { owner } of [one, other]) {
    expect(owner.ofOthers.length).toBeGreaterThan(0);
    expect(common(namesIn(owner.told), namesIn(owner.ofOthers), known())).toEqual([]);
  }
});

test('only the customer’s own copies with proof would join it, which is why nobody else gets one', async () => {
  const [first, second] = await evidenceOfCopies(one);
  if (!first || !second) throw new Error('there are no two copies');
  const joining = common(first, second, known());
  expect(joining.length).toBeGreaterThan(0);
  for (const { owner } of [one, other]) {
    expect(common(namesIn(owner.told), new Set(joining), known())).toEqual([]);
  }
});

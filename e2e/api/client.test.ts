import {
  confirm,
  createIdentityRecord,
  createRegisterClient,
  dataOf,
  ForeignReturnError,
  reidentify,
  registerConfirmed,
  RegisterError,
  type Attempt,
  type ProposedAccess,
  type RegisterClient,
  type RequestBody,
} from 'central-access-register-client';
import { beforeAll, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { randomEmail, randomMpxn, RETURN_URL } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { usePasskey } from '../../harness/callers/passkey-page';

const { client: register, origin, mailbox } = sharedRegister();

const credentialsOf = ({ id, secret }: ApiAccount) => ({ accountId: id, secretKey: secret });

let owner: RegisterClient;
let other: RegisterClient;

beforeAll(async () => {
  const accounts = [
    await register.createAccount({ 'redirect-urls': [RETURN_URL] }),
    await register.createAccount({ 'redirect-urls': [RETURN_URL] }),
  ] as const;
  owner = createRegisterClient({ origin, credentials: credentialsOf(accounts[0]) });
  other = createRegisterClient({ origin, credentials: credentialsOf(accounts[1]) });
});

const person = (mpxn: string, email: string | null) => ({
  'pii-principal': { mpxn, 'move-in-date': '2020-01-01' },
  'expressed-by': 'data-subject' as const,
  ...(email === null ? {} : { email }),
});

/** Uses or makes the passkey on the attempt's page; the query of the return. */
async function complete(
  browser: CustomerBrowser,
  device: SoftwareAuthenticator,
  { pageUrl }: Attempt,
) {
  const { body, text } = await usePasskey(browser, device, pageUrl ?? '');
  if (!body.location) throw new Error(`no way back: ${text}`);
  return new URL(body.location).searchParams;
}

/** A new customer who enrolled a passkey when the record was made. */
async function enrol() {
  const mpxn = randomMpxn();
  const { ir, attempt } = await createIdentityRecord(owner, person(mpxn, randomEmail()), {
    returnUrl: RETURN_URL,
  });
  if (!attempt) throw new Error('no enrolment was started');
  const browser = new CustomerBrowser(origin);
  const device = new SoftwareAuthenticator({ origin });
  const returned = await complete(browser, device, attempt);
  return { mpxn, ir, attempt, browser, device, returned };
}

test('a record made without an enrolment starts none', async () => {
  const { ir, attempt } = await createIdentityRecord(owner, person(randomMpxn(), null));
  expect(attempt).toBeNull();
  const path = { ir };
  const { 'identity-record': record } = await dataOf(
    owner.GET('/identity-records/{ir}', { params: { path } }),
  );
  expect(record.credentials).toEqual([]);
});

test('a bound attempt is confirmed by the query of its own return, and not before', async () => {
  const { attempt, returned } = await enrol();
  expect(await confirm(owner, attempt)).toEqual({ status: 'pending' });
  expect(await confirm(owner, attempt, returned)).toMatchObject({
    status: 'confirmed',
    confirmedBy: 'passkey-register',
    assurance: 'proven',
  });
});

test('the query of another attempt’s return is refused without asking', async () => {
  const [mine, theirs] = [await enrol(), await enrol()];
  const refused = confirm(owner, mine.attempt, theirs.returned);
  await expect(refused).rejects.toBeInstanceOf(ForeignReturnError);
  const forged = new URLSearchParams(mine.returned);
  forged.set('dar-passkey-token', theirs.attempt.tokenRef);
  await expect(confirm(owner, mine.attempt, forged)).rejects.toBeInstanceOf(ForeignReturnError);
});

test('an attempt without a return URL is never finished by a return', async () => {
  const { ir } = await createIdentityRecord(owner, person(randomMpxn(), randomEmail()));
  const attempt = await reidentify(owner, { ir }, { method: 'magic-link' });
  expect(attempt).toMatchObject({ pageUrl: null, state: null, method: 'magic-link' });
  const refused = confirm(owner, attempt, new URLSearchParams({ state: '' }));
  await expect(refused).rejects.toBeInstanceOf(ForeignReturnError);
});

test('another organisation recognises the person by the meter number and registers access', async () => {
  const { mpxn, browser, device } = await enrol();
  const started = await reidentify(
    other,
    { mpxn },
    { method: 'passkey-assert', returnUrl: RETURN_URL },
  );
  const returned = await complete(browser, device, started);
  expect(await confirm(other, started, returned)).toMatchObject({ status: 'confirmed' });
  const body = {
    ...contractBody(null),
    'reidentification-token': started.tokenRef,
  } as unknown as RequestBody<'/access-records', 'post'>;
  const { 'access-token': token } = await dataOf(other.POST('/access-records', { body }));
  const anyone = createRegisterClient({ origin });
  const { 'access-record': record } = await dataOf(
    anyone.GET('/access-records/{ak}', { params: { path: { ak: token.key } } }),
  );
  expect(record['access-event'].state).toBe('ACTIVE');
});

test('a mailed link that is pressed confirms an attempt that is not bound, however it is asked', async () => {
  const email = randomEmail();
  const { ir } = await createIdentityRecord(owner, person(randomMpxn(), email));
  const options = { method: 'magic-link', returnUrl: RETURN_URL, bindReturn: false } as const;
  const attempt: Attempt = await reidentify(owner, { ir }, options);
  const link = linkIn(await mailbox.waitForMail(email, { where: isMagicLinkMail }));
  await new CustomerBrowser(origin).press(`${link}/confirm`);
  expect(await confirm(owner, attempt)).toMatchObject({ confirmedBy: 'magic-link' });
});

test('a customer who declines is told apart from one who did not come', async () => {
  const { ir, browser } = await enrol();
  const attempt = await reidentify(owner, { ir }, { method: 'passkey-assert' });
  const session = new URL(attempt.pageUrl ?? '').searchParams.get('session') ?? '';
  await browser.press('/passkey/decline', { session });
  expect(await confirm(owner, attempt)).toEqual({
    status: 'expired',
    declined: true,
    declinedReason: 'not-recognised',
  });
});

const proposed = (fields: Partial<ProposedAccess> = {}): ProposedAccess => ({
  'legal-basis': 'uk-consent',
  purpose: '  To recommend a tariff ',
  'data-types': ['TARIFF-IMPORT', 'HH-CONSUMPTION'],
  expiry: '2099-01-01T00:00:00Z',
  controllers: [
    { name: 'Northwind Energy', role: 'sole', 'contact-url': 'https://northwind.example/contact' },
  ],
  recipients: [{ name: 'Brightmeter', role: 'processor' }],
  notice: {
    'shared-notice': { 'terms-url': 'https://northwind.example/t', 'notice-version': '3' },
  },
  ...fields,
});

const controllers = (role: 'joint' | 'member'): ProposedAccess['controllers'] => [
  { name: 'Northwind Energy', role: 'lead', 'contact-url': 'https://northwind.example/contact' },
  { name: 'Brightmeter', role, 'contact-url': 'https://brightmeter.example/contact' },
];

async function read(key: string) {
  const path = { ak: key };
  const answer = await dataOf(owner.GET('/access-records/{ak}', { params: { path } }));
  return answer['access-record'];
}

/** An attempt with a proposal that the customer confirmed, on the owner's own record. */
async function confirmed(proposedAccess: ProposedAccess): Promise<Attempt> {
  const { ir, browser, device } = await enrol();
  const attempt = await reidentify(
    owner,
    { ir },
    { method: 'passkey-assert', returnUrl: RETURN_URL, proposedAccess },
  );
  const returned = await complete(browser, device, attempt);
  expect(await confirm(owner, attempt, returned)).toMatchObject({ status: 'confirmed' });
  return attempt;
}

test('what was proposed and confirmed is registered as it was shown, with the confirmation', async () => {
  const attempt = await confirmed(proposed());
  expect(attempt.proposedAccess?.['data-types']).toEqual(['HH-CONSUMPTION', 'TARIFF-IMPORT']);
  const details = { controllerReference: 'CRM-1', consentMethod: 'the register’s page' };
  const { key, expiry } = await registerConfirmed(owner, attempt, details);
  expect(expiry).toBe('2099-01-01T00:00:00.000Z');
  const record = await read(key);
  expect(record['customer-confirmation']).toMatchObject({
    method: 'passkey-assert',
    assurance: 'proven',
    bound: true,
    'proposal-digest': attempt.proposalDigest,
  });
  expect(record.processing).toMatchObject({
    purpose: 'To recommend a tariff',
    recipients: [{ name: 'Brightmeter', role: 'processor' }],
  });
  expect(record['access-event']).toMatchObject({
    'controller-reference': 'CRM-1',
    consent: { 'consent-type': 'expressed-consent', method: 'the register’s page' },
  });
});

test.each([
  ['joint controllers', { controllers: controllers('joint') }, { art26Reference: 'Of 1 May' }],
  ['a group', { controllers: controllers('member') }, {}],
  ['an explicit consent', { 'legal-basis': 'uk-explicit-consent' }, {}],
  ['a contract', { 'legal-basis': 'uk-contract', notice: null }, {}],
] as const)('what was confirmed of %s is registered', async (_, fields, details) => {
  const attempt = await confirmed(proposed(fields));
  const { key } = await registerConfirmed(owner, attempt, details);
  expect((await read(key)).processing['legal-basis']).toBe(attempt.proposedAccess?.['legal-basis']);
});

test('what a person recognised by the meter number confirmed is registered by their token', async () => {
  const { mpxn, browser, device } = await enrol();
  const attempt = await reidentify(
    other,
    { mpxn },
    { method: 'passkey-assert', returnUrl: RETURN_URL, proposedAccess: proposed() },
  );
  await confirm(other, attempt, await complete(browser, device, attempt));
  const record = await read((await registerConfirmed(other, attempt)).key);
  expect(record['record-metadata']['identity-record-ref']).toBeNull();
  expect(record['customer-confirmation']?.['proposal-digest']).toBe(attempt.proposalDigest);
});

test('an enrolment may carry the proposal', async () => {
  const { attempt } = await createIdentityRecord(owner, person(randomMpxn(), randomEmail()), {
    proposedAccess: proposed(),
  });
  expect(attempt?.proposedAccess?.purpose).toBe('To recommend a tariff');
  expect(attempt?.proposalDigest).toMatch(/^[\w-]{43}$/);
});

test('what is not confirmed, or was not proposed, is not registered', async () => {
  const { ir } = await enrol();
  const method = 'passkey-assert';
  const waiting = await reidentify(owner, { ir }, { method, proposedAccess: proposed() });
  await expect(registerConfirmed(owner, waiting)).rejects.toMatchObject({ status: 422 });
  const plain = await reidentify(owner, { ir }, { method });
  await expect(registerConfirmed(owner, plain)).rejects.toBeInstanceOf(TypeError);
});

test('a refusal names its code, its field and the transaction', async () => {
  const refused = reidentify(owner, { mpxn: 'O0' }, { method: 'magic-link' });
  await expect(refused).rejects.toBeInstanceOf(RegisterError);
  await expect(refused).rejects.toMatchObject({
    status: 400,
    problems: [{ code: 'VAL001', field: 'mpxn' }],
    transactionId: expect.stringMatching(/^tid_[0-9a-f]{24}$/) as string,
  });
});

test('a write that is made again under its Idempotency-Key happens once', async () => {
  const mpxn = randomMpxn();
  const headers = { 'idempotency-key': `twice-${mpxn}` };
  const body = person(mpxn, null);
  const first = await dataOf(owner.POST('/identity-records', { body, headers }));
  const second = await dataOf(owner.POST('/identity-records', { body, headers }));
  expect(second.ir).toBe(first.ir);
});

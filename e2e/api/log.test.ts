// Every table of the database is searched for what must not be there.
// @module-tag postgres
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { basicAuth, type ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver } from '../../harness/webhook-receiver';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import {
  createHousehold,
  randomMpxn,
  RETURN_URL,
  type Household,
} from '../../harness/callers/household';
import { evidence, fullAddress } from './support/identity-record-body';
import { codeIn, isMagicLinkMail, linkIn, otherCode } from '../../harness/callers/mailed';
import { fieldsOf, usePasskey, withWay } from '../../harness/callers/passkey-page';
import { queryDatabase } from '../../harness/query-database';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import { createHook, patchHook, postWebhook, sendTest, untilTried } from './support/webhooks';

const { client, origin, mailbox, logFile, databaseUrl } = sharedRegister();

/** Everything used in the run that no log may hold, by what it is. */
const secrets = new Map<string, string>();
/** Of these what no table may hold in clear either. */
const neverStored = new Set<string>();

function note(what: string, value: string, options: { mayBeStored?: boolean } = {}): string {
  if (value.length < 6) throw new Error(`${what} is too short to be looked for: ${value}`);
  secrets.set(what, value);
  if (!options.mayBeStored) neverStored.add(what);
  return value;
}

/** Letters only: eight digits in a row are refused as evidence. */
const marker = () =>
  randomBytes(8)
    .toString('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
const street = `${marker()} Street`;

let owner: ApiAccount;
let other: ApiAccount;
let household: Household;

async function newCompany(name: string): Promise<ApiAccount> {
  const account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  note(`secret of ${name}`, account.secret);
  const bearer = note(`bearer of ${name}`, await account.token());
  note(`signature of the bearer of ${name}`, bearer.split('.').at(-1) ?? '');
  return account;
}

async function newHousehold(): Promise<Household> {
  const created = await createHousehold(owner, {
    fields: {
      'principal-verification': evidence({ submitted: note('evidence', `licence ${marker()}`) }),
    },
  });
  note('e-mail', created.email ?? '');
  note('name of the e-mail', (created.email ?? '').split('@')[0] ?? '');
  note('MPxN', created.mpxn, { mayBeStored: true });
  return created;
}

/** Passkey enrolment by another organisation: mail, wrong code, right code, passkey. */
async function enrolByCode(): Promise<void> {
  const started = await startAcross(other, household.mpxn, {
    method: 'passkey-register',
    'passkey-return-url': RETURN_URL,
    state: note('state', `state-${marker()}`, { mayBeStored: true }),
  });
  const fields = fieldsOf(started.page);
  note('session', fields.session);
  const browser = new CustomerBrowser(origin);
  await browser.open(started.page);
  note('browser id', browser.cookies.get('dar-browser') ?? '');
  await browser.press('/passkey/email', { ...fields, way: 'mail' });
  const mail = await mailbox.waitForMail(household.email ?? '');
  const code = note('code', codeIn(mail));
  note('link of the code mail', linkIn(mail));
  note('token of the code mail', linkIn(mail).split('/').at(-1) ?? '');
  await browser.press('/passkey/code', { ...fields, way: 'mail', code: otherCode(code) });
  await browser.press('/passkey/code', { ...fields, way: 'mail', code });
  const device = new SoftwareAuthenticator({ origin });
  const done = await usePasskey(browser, device, started.page);
  expect(done.status, done.text).toBe(200);
  expect(await statusOf(started)).toMatchObject({ status: 'confirmed' });
  note('passkey id', device.passkeys[0]?.id ?? '', { mayBeStored: true });
  const body = { ...contractBody(null), 'reidentification-token': started.tokenRef };
  const registered = await other.call<{ 'access-token': { key: string } }>(
    'POST',
    '/v1/access-records',
    body,
  );
  expect(registered.status, registered.text).toBe(201);
  const { key } = registered.body['access-token'];
  note('access key', key, { mayBeStored: true });
  await client.call('GET', `/v1/access-records/${key}`);
}

/** A bound magic link, pressed in the browser that asked is not asked for: the code comes back. */
async function pressBoundLink(): Promise<void> {
  const started = await startOwn(household, {
    method: 'magic-link',
    'redirect-url': RETURN_URL,
    'bind-return': true,
  });
  const mail = await mailbox.waitForMail(household.email ?? '', {
    where: isMagicLinkMail,
  });
  const link = note('magic link', linkIn(mail));
  note('token of the magic link', link.split('/').at(-1) ?? '');
  const browser = new CustomerBrowser(origin);
  await browser.open(link);
  await browser.head(link);
  const pressed = await browser.press(`${link}/confirm`);
  const back = new URL(pressed.headers.location ?? '');
  const returnCode = note('return code', back.searchParams.get('dar-return-code') ?? '');
  expect(await statusOf(started, `x${returnCode}`)).toMatchObject({ status: 'pending' });
  expect(await statusOf(started, returnCode)).toMatchObject({ status: 'confirmed' });
  await browser.press(`${link}/confirm`);
  await browser.press(`${link}/decline`);
  await browser.open('/done');
}

/** An event that its receiver refuses, and a secret that is rotated. */
async function refuseEvent(): Promise<void> {
  const receiver = await startWebhookReceiver();
  const endpoint = receiver.endpoint();
  endpoint.always = 500;
  const address = `${marker()}@northwind.example`;
  const hook = await createHook(owner, endpoint.url, { 'alert-email': address });
  note('alert e-mail', address);
  note('callback URL', endpoint.url, { mayBeStored: true });
  note('signing secret', hook.secret);
  const { body } = await patchHook(hook, { 'rotate-secret': true });
  note('new signing secret', body['signing-secret']);
  await untilTried(hook, await sendTest(hook), 1);
  await owner.call('DELETE', `/v1/webhooks/${hook.wid}`);
  await postWebhook(owner, `https://10.0.0.1/${note('refused URL', marker())}`);
  await receiver.close();
}

/** Calls that fail, with what must not be told in every place a caller can put it. */
async function makeMistakes(): Promise<void> {
  const { mpxn, email } = household;
  const query = `mpxn=${mpxn}&email=${encodeURIComponent(email ?? '')}`;
  await owner.call('GET', `/v1/identity-records?${query}`);
  await owner.call('GET', `/v1/identity-records?${query}&${email ?? ''}=1`);
  await other.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);
  await owner.call('POST', '/v1/identity-records', `{"email":"${email ?? ''}","mpxn":"${mpxn}"`);
  await owner.call('POST', '/v1/identity-records', { email, [mpxn]: email, 'expressed-by': email });
  await owner.call('GET', `/v1/nowhere/${mpxn}/${email ?? ''}`);
  await owner.call('GET', `/v1/${mpxn}%ff`);
  await owner.call('PROPFIND', `/v1/self/${mpxn}`);
  await owner.call('GET', `/v1/identity-records/${mpxn}`);
  await client.call('GET', `/${mpxn}/${email ?? ''}`);
  const wrongSecret = note('wrong secret', `wrong-${marker()}`);
  const authorization = basicAuth(owner.id, wrongSecret);
  await client.call('GET', '/v1/auth/token', { headers: { authorization } });
  note('Basic header', authorization.slice('Basic '.length));
  const wrongBearer = note('wrong bearer', `wrong.${marker()}.bearer`);
  await client.call('GET', '/v1/self', { headers: { authorization: `Bearer ${wrongBearer}` } });
  const browser = new CustomerBrowser(origin);
  const session = note('unknown session', `pks_${randomBytes(12).toString('hex')}`);
  await browser.open(`/passkey/assert?session=${session}`);
  await browser.press('/passkey/email', { session, kind: 'assert', way: 'mail' });
  await browser.post('/passkey/complete', { session, kind: 'assert', response: { id: mpxn } });
  await browser.open(`/magic-link/${note('unknown link', `aaa.${marker()}.bbb`)}`);
}

beforeAll(async () => {
  owner = await newCompany('the owner');
  other = await newCompany('the other');
  household = await newHousehold();
  const address = { ...fullAddress, addressLine1: note('street', street) };
  const mpxn = note('second MPxN', randomMpxn(), { mayBeStored: true });
  await owner.call('POST', '/v1/identity-records', {
    'pii-principal': { mpxn, 'move-in-date': '2020-01-01', address },
    'expressed-by': 'data-subject',
  });
  await enrolByCode();
  const way = await startOwn(household, { method: 'passkey-assert' });
  const browser = new CustomerBrowser(origin);
  await browser.open(withWay(way.page, 'mail'));
  note('second session', fieldsOf(way.page).session);
  await browser.press('/passkey/decline', fieldsOf(way.page));
  await pressBoundLink();
  await refuseEvent();
  await makeMistakes();
});

/** A value as it may stand in a text: as it is, encoded for a URL, or in base64. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  return [value, encodeURIComponent(value), bytes.toString('base64'), bytes.toString('hex')];
}

/** A code of digits counts only where it stands alone: many ids have six digits in a row. */
function holds(text: string, value: string): boolean {
  if (/^\d{6}$/.test(value)) return new RegExp(`(?<![\\w.])${value}(?![\\w.])`).test(text);
  return spellings(value).some((spelling) => text.includes(spelling));
}

const found = (text: string, names: Iterable<string>) =>
  [...names].filter((name) => holds(text, secrets.get(name) ?? ''));

describe('after a rich run', () => {
  it('the log tells of it, so that the search has something to find', () => {
    const log = readFileSync(logFile, 'utf8');
    for (const path of [
      '/auth/token',
      '/identity-records/exists',
      '/passkey/code',
      '/passkey/complete',
      '/magic-link/{token}/confirm',
      '/access-records/{ak}',
    ]) {
      expect(log).toContain(`"path":"${path}"`);
    }
    expect(log).toContain(owner.id);
    expect(secrets.size).toBeGreaterThan(20);
  });

  it('the log holds no address, meter point, secret, token, link, code, session or return code', () => {
    expect(found(readFileSync(logFile, 'utf8'), secrets.keys())).toEqual([]);
  });

  it('the log is lines of JSON, each with its time', () => {
    // What follows the last line's end is being written just now.
    const whole = readFileSync(logFile, 'utf8').split('\n').slice(0, -1);
    const lines = whole.filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('time');
  });

  it.runIf(databaseUrl !== null)(
    'no table of the database, the queue’s among them, holds what is encrypted or hashed',
    async () => {
      const tables = await queryDatabase<{ schema: string; name: string }>(
        databaseUrl ?? '',
        `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
          WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
      );
      expect(tables.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['identity_records', 'mails', 'audit_events']),
      );
      expect(new Set(tables.map(({ schema }) => schema)).size).toBeGreaterThan(1);
      const leaks: string[] = [];
      for (const { schema, name } of tables) {
        const rows = await queryDatabase<{ row: string }>(
          databaseUrl ?? '',
          `SELECT t::text AS row FROM "${schema}"."${name}" t`,
        );
        const text = rows.map(({ row }) => row).join('\n');
        leaks.push(...found(text, neverStored).map((what) => `${what} in ${schema}.${name}`));
      }
      expect(leaks).toEqual([]);
    },
  );
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectError, expectInvalid } from './support/expect-error';
import { queryDatabase } from '../../harness/query-database';
import { randomHost } from './support/random-host';

const { client, mailbox, databaseUrl } = sharedRegister();
const OPERATOR_MAILBOX = 'operator@central.consent';

interface SelfAnswer {
  account: { 'redirect-urls': string[]; [field: string]: unknown };
}

let company: ApiAccount;
beforeAll(async () => {
  company = await client.createAccount({
    'display-name': 'Northwind Energy',
    'contact-url': 'https://northwind.example/contact',
  });
});

const put = (urls: unknown) =>
  company.call<SelfAnswer>('PUT', '/v1/self/redirect-urls', { 'redirect-urls': urls });
const read = async () => {
  const { body } = await company.call<SelfAnswer>('GET', '/v1/self');
  return body.account['redirect-urls'];
};

describe('GET /self', () => {
  it('shows an account itself, and nothing else of it', async () => {
    const { body } = await company.call<SelfAnswer>('GET', '/v1/self');
    const { 'registered-at': registeredAt, ...rest } = body.account;
    expect(rest).toEqual({
      'account-id': company.id,
      duid: company.duid,
      'display-name': 'Northwind Energy',
      role: 'data_user',
      status: 'active',
      'contact-url': 'https://northwind.example/contact',
      'redirect-urls': [],
    });
    expect(Math.abs(Date.parse(String(registeredAt)) - Date.now())).toBeLessThan(60_000);
    expect(String(registeredAt)).toMatch(/Z$/);
  });
});

describe('PUT /self/redirect-urls', () => {
  it('takes back what GET /self returned, changed, and ignores all but the URLs', async () => {
    const { body } = await company.call<SelfAnswer>('GET', '/v1/self');
    const sent = {
      ...body.account,
      role: 'admin',
      'display-name': 'Somebody Else',
      'redirect-urls': ['https://northwind.example/back'],
    };
    const answer = await company.call<SelfAnswer>('PUT', '/v1/self/redirect-urls', sent);
    expect(answer.status).toBe(200);
    expect(answer.body.account).toEqual({
      ...body.account,
      'redirect-urls': ['https://northwind.example/back'],
    });
  });

  it.each([
    'https://northwind.example/back',
    'https://northwind.example',
    'https://northwind.example/',
    'https://northwind.example:8443/back?tenant=7&x=a%2Fb',
    'https://xn--bcher-kva.example/back',
    'https://192.0.2.7/back',
    'https://northwind.example/back?statement=1&my-dar-x=2',
    'http://localhost:4000/back',
    'http://127.0.0.1:4000/back',
  ])('takes %s as written', async (url) => {
    const answer = await put([url]);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.account['redirect-urls']).toEqual([url]);
    expect(await read()).toEqual([url]);
  });

  it.each([
    ['http', 'http://northwind.example/back'],
    ['another local name', 'http://localhost.evil.example/back'],
    ['an address that only starts like the local one', 'http://127.0.0.1.evil.example/'],
    ['http to another loopback address', 'http://127.0.0.2/back'],
    ['no scheme', 'northwind.example/back'],
    ['no scheme but a host', '//evil.example/back'],
    ['a backslash for a slash', 'https:\\\\evil.example\\back'],
    ['a backslash in the path', 'https://northwind.example\\@evil.example/'],
    ['one slash only', 'https:/evil.example/back'],
    ['no slash', 'https:evil.example'],
    ['three slashes', 'https:///evil.example/back'],
    ['a user name', 'https://northwind.example@evil.example/back'],
    ['a user name and password', 'https://a:b@northwind.example/back'],
    ['an empty user name', 'https://@northwind.example/back'],
    ['a fragment', 'https://northwind.example/back#top'],
    ['an empty fragment', 'https://northwind.example/back#'],
    ['the parameter state', 'https://northwind.example/back?state=1'],
    ['the parameter state, encoded', 'https://northwind.example/back?st%61te=1'],
    ['a dar- parameter', 'https://northwind.example/back?dar-passkey-token=mlr_1'],
    ['another dar- parameter', 'https://northwind.example/back?a=1&dar-x'],
    ['capitals in the host', 'https://Northwind.example/back'],
    ['capitals in the scheme', 'HTTPS://northwind.example/back'],
    ['the default port', 'https://northwind.example:443/back'],
    ['dots in the path', 'https://northwind.example/a/../back'],
    ['spaces', ' https://northwind.example/back'],
    ['a tab within', 'https://north\twind.example/back'],
    ['a line break', 'https://northwind.example/back\n'],
    ['letters outside ASCII', 'https://bücher.example/back'],
    ['a full-width dot', 'https://northwind。example/back'],
    ['no host', 'https://'],
    ['a port that is none', 'https://northwind.example:99999/'],
    ['javascript', 'javascript:alert(1)//https://northwind.example'],
    ['data', 'data:text/html,x'],
    ['a custom scheme', 'northwind://back'],
    ['nothing', ''],
    ['2,001 characters', `https://northwind.example/${'a'.repeat(1975)}`],
    ['a number', 7],
    ['null', null],
  ])('refuses %s', async (_name, url) => {
    const before = await read();
    const answer = await put(['https://northwind.example/ok', url]);
    expectInvalid(answer, ['redirect-urls[1]']);
    expect(await read()).toEqual(before);
  });

  it('takes 50 entries and refuses 51', async () => {
    const urls = Array.from({ length: 51 }, (_, index) => `https://northwind.example/${index}`);
    expect((await put(urls.slice(0, 50))).status).toBe(200);
    expectInvalid(await put(urls), ['redirect-urls']);
    expect(await read()).toHaveLength(50);
  });

  it('replaces the whole list, and an empty list clears it', async () => {
    await put(['https://northwind.example/1', 'https://northwind.example/2']);
    await put(['https://northwind.example/3']);
    expect(await read()).toEqual(['https://northwind.example/3']);
    await put([]);
    expect(await read()).toEqual([]);
  });

  it('keeps an entry given twice once', async () => {
    await put(['https://northwind.example/1', 'https://northwind.example/1']);
    expect(await read()).toEqual(['https://northwind.example/1']);
  });

  it('wants the list, as a list, and nothing beside it', async () => {
    expectInvalid(await company.call('PUT', '/v1/self/redirect-urls', {}), ['redirect-urls']);
    expectInvalid(await put('https://northwind.example/'), ['redirect-urls']);
    expectInvalid(await put(null), ['redirect-urls']);
    const more = { 'redirect-urls': [], secret: 'x' };
    expectInvalid(await company.call('PUT', '/v1/self/redirect-urls', more), ['secret']);
  });

  it('touches the own account only', async () => {
    const other = await client.createAccount({ 'redirect-urls': ['https://other.example/'] });
    await put(['https://northwind.example/1']);
    const { body } = await other.call<SelfAnswer>('GET', '/v1/self');
    expect(body.account['redirect-urls']).toEqual(['https://other.example/']);
  });

  it('decides at once what a re-identification may name', async () => {
    const url = 'https://northwind.example/back';
    const create = () =>
      company.call('POST', '/v1/identity-records', {
        'pii-principal': { mpxn: '1234567890123', 'move-in-date': '2020-01-01' },
        'expressed-by': 'data-subject',
        'initiate-passkey-registration': true,
        'passkey-return-url': url,
      });
    expectInvalid(await create(), ['passkey-return-url']);
    await put([url]);
    expect((await create()).status).toBe(201);
    await put([]);
    expectInvalid(await create(), ['passkey-return-url']);
  });
});

describe('a new host', () => {
  const mailsOf = async (host: string) =>
    (await mailbox.mailsTo(OPERATOR_MAILBOX)).filter(({ text }) => text.includes(host));

  it('is told to the operator by mail, with the account that added it', async () => {
    const host = randomHost();
    await put([`https://${host}/back`]);
    const mail = await mailbox.waitForMail(OPERATOR_MAILBOX, {
      where: ({ text }) => text.includes(host),
    });
    expect(mail.text).toContain(company.id);
    expect(mail.text).toContain('Northwind Energy');
  });

  it('is told once, not for each of its addresses and not again', async () => {
    const [first, second, third] = [randomHost(), randomHost(), randomHost()];
    await put([`https://${first}/1`, `https://${first}/2`]);
    await put([`https://${first}/3`, `https://${second}/`]);
    await put([`https://${first}/4`, `https://${third}/`]);
    // Mails go out in the order of their causes: after the third there is no more of the first.
    for (const host of [first, second, third]) {
      await mailbox.waitForMail(OPERATOR_MAILBOX, { where: ({ text }) => text.includes(host) });
    }
    for (const host of [first, second, third]) expect(await mailsOf(host)).toHaveLength(1);
  });

  it('is told when the operator adds it as well', async () => {
    const host = randomHost();
    const answer = await client.admin.call('PATCH', `/v1/admin/accounts/${company.id}`, {
      'redirect-urls': [`https://${host}/`],
    });
    expect(answer.status, answer.text).toBe(200);
    await mailbox.waitForMail(OPERATOR_MAILBOX, { where: ({ text }) => text.includes(host) });
  });

  it.runIf(databaseUrl !== null)(
    'is audited, and so is each change of the list',
    { tags: 'postgres' },
    async () => {
      const host = randomHost();
      await put([`https://${host}/1`]);
      await put([`https://${host}/2`]);
      const events = await queryDatabase(
        databaseUrl ?? '',
        `SELECT event_type, detail FROM audit_events
        WHERE account_id = $1 AND event_type LIKE 'account.redirect%' ORDER BY sequence`,
        [company.id],
      );
      const own = { account: company.id };
      const list = { event_type: 'account.redirect-urls', detail: { ...own, count: 1 } };
      expect(events.slice(-3)).toEqual([
        list,
        { event_type: 'account.redirect-host', detail: { ...own, host } },
        list,
      ]);
    },
  );

  it('is not told when the list is refused', async () => {
    const [refused, taken] = [randomHost(), randomHost()];
    expectError(await put([`https://${refused}/`, 'http://evil.example/']), 400, 'VAL001');
    await put([`https://${taken}/`]);
    await mailbox.waitForMail(OPERATOR_MAILBOX, { where: ({ text }) => text.includes(taken) });
    expect(await mailsOf(refused)).toEqual([]);
  });
});

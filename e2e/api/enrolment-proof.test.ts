import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { proveByCode } from './support/email-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, enrolments, REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf, randomMpxn } from '../../harness/callers/household';
import { isPasskeyAddedMail, linkIn } from '../../harness/callers/mailed';
import {
  allowedIds,
  answerOptions,
  complete,
  stepOf,
  usePasskey,
  withWay,
} from '../../harness/callers/passkey-page';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const register = sharedRegister();
const { origin, mailbox } = register;
const { newBrowser, newDevice, newOrganisations, offeredTo } = enrolments(register);

let creator: ApiAccount;
let asker: ApiAccount;
let third: ApiAccount;

beforeAll(async () => {
  ({ creator, asker, third } = await newOrganisations());
});

describe.concurrent('where the occupant has a passkey on another organisation’s record', () => {
  test('it is offered first, proves this record too, and no second one is made', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const started = await startOwn(second, REGISTER);
    const page = await first.browser.open(started.page);
    expect(page.creationOptions).toBeNull();
    expect(allowedIds(page)).toEqual([first.passkeyId]);
    expect(page.links).toContain(withWay(started.page, 'new').replace(origin, ''));
    expect((await usePasskey(first.browser, first.device, started.page)).status).toBe(200);
    expect(await statusOf(started)).toMatchObject({
      method: 'passkey-register',
      status: 'confirmed',
      'confirmed-by': 'passkey-assert',
      assurance: 'proven',
    });
    expect(first.device.passkeys).toHaveLength(1);
    expect(await credentialsOf(second)).toHaveLength(1);
  });

  test('it then serves both organisations on their own records', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const before = await asker.call(
      'POST',
      `/v1/identity-records/${second.ir}/re-identify`,
      ASSERT,
    );
    expect(before.errors).toMatchObject([{ 'error-code': 'VAL003' }]);
    await usePasskey(first.browser, first.device, (await startOwn(second, REGISTER)).page);
    for (const household of [first, second]) {
      const started = await startOwn(household, ASSERT);
      await usePasskey(first.browser, first.device, started.page);
      expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
    }
  });

  test('the customer may make a new one instead, on the rules of this record', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const started = await startOwn(second, REGISTER);
    const done = await usePasskey(newBrowser(), newDevice(), withWay(started.page, 'new'));
    expect(done.status).toBe(200);
    expect(await credentialsOf(second)).toHaveLength(1);
    expect(await credentialsOf(first)).toHaveLength(1);
    expect(await credentialsOf(second)).not.toEqual(await credentialsOf(first));
  });

  test("a stranger's passkey proves nothing there", async () => {
    const first = await enrolHousehold(creator, origin);
    const stranger = await enrolHousehold(creator, origin, { email: null });
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const started = await startOwn(second, REGISTER);
    const { requestOptions } = await first.browser.open(started.page);
    if (!requestOptions) throw new Error('no options');
    const response = stranger.device.assert({ ...requestOptions, allowCredentials: [] });
    const answer = await complete(first.browser, started.page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'credential' });
    expect(await credentialsOf(second)).toEqual([]);
  });

  test('a former occupant’s is not offered to the present one', async () => {
    const mpxn = randomMpxn();
    await enrolHousehold(creator, origin, { mpxn, moveInDate: '2020-01-01' });
    const present = await createHousehold(asker, { mpxn, moveInDate: '2025-01-01' });
    const { page } = await startOwn(present, REGISTER);
    expect(stepOf(await newBrowser().open(page))).toBe('enrol');
  });

  test('the present occupant’s is not offered to a former one', async () => {
    const mpxn = randomMpxn();
    const former = await createHousehold(asker, { mpxn, moveInDate: '2020-01-01' });
    await enrolHousehold(creator, origin, { mpxn, moveInDate: '2025-01-01' });
    const { page } = await startOwn(former, REGISTER);
    expect(stepOf(await newBrowser().open(page))).toBe('enrol');
  });

  test('it is not offered on a record with a passkey of its own, which is proved first', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const [browser, device] = [newBrowser(), newDevice()];
    const { page } = await startOwn(second, REGISTER);
    await usePasskey(browser, device, withWay(page, 'new'));
    const again = await startOwn(second, REGISTER);
    for (const address of [again.page, withWay(again.page, 'new')]) {
      expect(allowedIds(await browser.open(address))).toEqual([device.passkeys[0]?.id]);
    }
  });

  test('its use there is no proof on a record with a passkey of its own', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(asker, { mpxn: first.mpxn });
    const { page } = await startOwn(second, REGISTER);
    await usePasskey(newBrowser(), newDevice(), withWay(page, 'new'));
    const before = await credentialsOf(second);
    const again = await startOwn(second, REGISTER);
    const { requestOptions } = await first.browser.open(again.page);
    if (!requestOptions) throw new Error('no options');
    const response = first.device.assert({ ...requestOptions, allowCredentials: [] });
    const answer = await complete(first.browser, again.page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'credential' });
    expect((await statusOf(again)).status).toBe('pending');
    expect(await credentialsOf(second)).toEqual(before);
  });

  test('it is offered after the e-mail only, where another account asks and there is one', async () => {
    const first = await enrolHousehold(creator, origin);
    const second = await createHousehold(third, { mpxn: first.mpxn });
    const started = await startAcross(asker, first.mpxn, REGISTER);
    const { browser } = first;
    expect(stepOf(await browser.open(started.page))).toBe('prove-email');
    await proveByCode(browser, mailbox, started.page, second.email ?? '');
    expect(allowedIds(await browser.open(started.page))).toEqual([first.passkeyId]);
    expect((await usePasskey(browser, first.device, started.page)).status).toBe(200);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
    expect(await credentialsOf(second)).toHaveLength(1);
  });
});

describe.concurrent('where the record has a passkey', () => {
  test.each(['creator', 'another account'])(
    'it is proved before a new one is made, though %s asks',
    async (who) => {
      const customer = await enrolHousehold(creator, origin);
      const started =
        who === 'creator'
          ? await startOwn(customer, REGISTER)
          : await startAcross(asker, customer.mpxn, REGISTER);
      const page = withWay(started.page, 'new');
      expect(allowedIds(await customer.browser.open(page))).toEqual([customer.passkeyId]);
      const proved = await usePasskey(customer.browser, customer.device, page);
      expect(proved.body).toEqual({ result: 'next' });
      expect((await statusOf(started)).status).toBe('pending');
      const second = newDevice();
      expect((await usePasskey(customer.browser, second, page)).status).toBe(200);
      expect(await statusOf(started)).toMatchObject({
        'confirmed-by': 'passkey-register',
        assurance: 'proven',
      });
      expect((await offeredTo(third, customer.mpxn)).sort()).toEqual(
        [customer.passkeyId, second.passkeys[0]?.id].sort(),
      );
    },
  );

  test('its proof opens the enrolment in that browser alone', async () => {
    const customer = await enrolHousehold(creator, origin, { email: null });
    const page = withWay((await startOwn(customer, REGISTER)).page, 'new');
    await usePasskey(customer.browser, customer.device, page);
    expect(stepOf(await newBrowser().open(page))).toBe('assert');
    expect(stepOf(await customer.browser.open(page))).toBe('enrol');
  });

  test('no new one is taken on the challenge that was made for the proof', async () => {
    const customer = await enrolHousehold(creator, origin, { email: null });
    const started = await startOwn(customer, REGISTER);
    const browser = newBrowser();
    const { requestOptions } = await browser.open(withWay(started.page, 'new'));
    const fresh = await createHousehold(creator, { email: null });
    const elsewhere = await browser.open((await startOwn(fresh, REGISTER)).page);
    if (!requestOptions || !elsewhere.creationOptions) throw new Error('no options');
    const { challenge } = requestOptions;
    const response = newDevice().register({ ...elsewhere.creationOptions, challenge });
    const answer = await complete(browser, started.page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect(await credentialsOf(customer)).toHaveLength(1);
  });

  test('that was made while the page was open, it is proved first all the same', async () => {
    const household = await createHousehold(creator, { email: null });
    const started = await startAcross(asker, household.mpxn, REGISTER);
    const browser = newBrowser();
    const response = answerOptions(newDevice(), await browser.open(started.page));
    await usePasskey(newBrowser(), newDevice(), (await startOwn(household, REGISTER)).page);
    const answer = await complete(browser, started.page, response);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ result: 'problem', problem: 'proof-missing' });
    expect(await credentialsOf(household)).toHaveLength(1);
  });

  test('that is lost, and there is no e-mail, there is no other way', async () => {
    const customer = await enrolHousehold(creator, origin, { email: null });
    const { page } = await startOwn(customer, REGISTER);
    const view = await newBrowser().open(withWay(page, 'mail'));
    expect(stepOf(view)).toBe('assert');
    expect(view.links.filter((link) => link.includes('way=mail'))).toEqual([]);
  });
});

describe.concurrent('where the passkey is lost', () => {
  test('the e-mail stands in, the new one is unproven, and the address can undo it', async () => {
    const customer = await enrolHousehold(creator, origin);
    const email = customer.email ?? '';
    const first = await mailbox.waitForMail(email, { where: isPasskeyAddedMail });
    const started = await startAcross(asker, customer.mpxn, REGISTER);
    const browser = newBrowser();
    const device = newDevice();
    const page = withWay(started.page, 'mail');
    expect(stepOf(await browser.open(page))).toBe('prove-email');
    await proveByCode(browser, mailbox, page, email);
    expect((await usePasskey(browser, device, started.page)).status).toBe(200);
    expect(await statusOf(started)).toMatchObject({
      status: 'confirmed',
      'confirmed-by': 'passkey-register',
      assurance: 'unproven',
    });
    expect(await offeredTo(third, customer.mpxn)).toEqual([customer.passkeyId]);

    const mail = await mailbox.waitForMail(email, { where: isPasskeyAddedMail, count: 2 });
    expect(mail.text).toContain('Brightmeter');
    const link = linkIn(mail);
    expect(link).not.toBe(linkIn(first));
    await newBrowser().open(link);
    await newBrowser().head(link);
    expect(await credentialsOf(customer)).toHaveLength(2);
    const anyBrowser = newBrowser();
    const undone = await anyBrowser.press(`${link}/confirm`);
    expect([undone.status, undone.headers.location]).toEqual([303, `${origin}/done`]);
    expect((await anyBrowser.open('/done')).words).toContain('The passkey no longer works');
    expect(await credentialsOf(customer)).toHaveLength(1);
    expect(await offeredTo(asker, customer.mpxn)).toEqual([customer.passkeyId]);
    expect((await anyBrowser.press(`${link}/confirm`)).status).toBe(409);
  });
});

describe.concurrent('where there is an e-mail and no passkey', () => {
  test('another account’s customer proves the e-mail first, and the passkey is proven', async () => {
    const { mpxn, email } = await createHousehold(creator);
    const started = await startAcross(asker, mpxn, REGISTER);
    const browser = newBrowser();
    const device = newDevice();
    expect(stepOf(await browser.open(started.page))).toBe('prove-email');
    const typed = await proveByCode(browser, mailbox, started.page, email ?? '');
    expect([typed.status, typed.headers.location]).toEqual([303, started.page]);
    expect((await statusOf(started)).status).toBe('pending');
    expect(stepOf(await browser.open(started.page))).toBe('enrol');
    expect((await usePasskey(browser, device, started.page)).status).toBe(200);
    expect(await statusOf(started)).toMatchObject({
      'confirmed-by': 'passkey-register',
      assurance: 'proven',
    });
    expect(await offeredTo(third, mpxn)).toEqual([device.passkeys[0]?.id]);
  });

  test('the creator’s customer goes straight ahead, and the address is told with an undo', async () => {
    const household = await createHousehold(creator);
    const started = await startOwn(household, REGISTER);
    const browser = newBrowser();
    expect(stepOf(await browser.open(started.page))).toBe('enrol');
    await usePasskey(browser, newDevice(), started.page);
    expect(await statusOf(started)).toMatchObject({ assurance: 'proven' });
    const mail = await mailbox.waitForMail(household.email ?? '', { where: isPasskeyAddedMail });
    expect(mail.text).toContain('Northwind Energy');
    expect((await newBrowser().press(`${linkIn(mail)}/confirm`)).status).toBe(303);
    expect(await credentialsOf(household)).toEqual([]);
  });

  test('a passkey made where the proof is missing is not taken', async () => {
    const household = await createHousehold(creator);
    const started = await startAcross(asker, household.mpxn, REGISTER);
    const own = await startOwn(household, REGISTER);
    const browser = newBrowser();
    const { creationOptions } = await browser.open(own.page);
    if (!creationOptions) throw new Error('no options');
    const answer = await complete(browser, started.page, newDevice().register(creationOptions));
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect(await credentialsOf(household)).toEqual([]);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { proposedConsent, proposedContract } from '../../harness/callers/proposal';
import { registerAccess, replace } from '../../harness/callers/registered-access';
import type { SentMail } from '../../harness/fake-resend';
import { auditOf } from './support/audit-events';
import { readReceipt } from './support/receipts';

const { client, origin, mailbox } = sharedRegister();

const isConfirmed = ({ subject }: SentMail) => subject.includes('Your permission was registered');

let account: ApiAccount;

beforeAll(async () => {
  account = await client.createAccount();
});

const newHousehold = () => enrolHousehold(account, origin);

const proposal = () =>
  proposedConsent({
    'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    purpose: 'Visit our-offers.example today',
    expiry: '2098-01-01T12:00:00Z',
  });

const body = ({ ir }: EnrolledHousehold, ...changes: Change[]) =>
  changed(
    consentBody(ir),
    ['processing.data-types', ['HH-CONSUMPTION', 'TARIFF-IMPORT']],
    ['processing.purpose', 'Visit our-offers.example today'],
    ['access-event.expiry', '2098-01-01T12:00:00Z'],
    ...changes,
  );

async function confirmed(
  household: EnrolledHousehold,
  proposed: JsonObject | null = proposal(),
): Promise<JsonObject> {
  return { 'confirmation-token': (await confirmProposal(household, proposed)).tokenRef };
}

const arrived = ({ email }: EnrolledHousehold) =>
  mailbox.waitForMail(email ?? '', { where: isConfirmed });

const told = async ({ email }: EnrolledHousehold) =>
  (await mailbox.mailsTo(email ?? '')).filter(isConfirmed);

describe('a consent that is registered with a confirmation', () => {
  let household: EnrolledHousehold;
  let ak: string;
  let mail: SentMail;

  beforeAll(async () => {
    household = await newHousehold();
    ak = await registerAccess(account, { ...body(household), ...(await confirmed(household)) });
    mail = await arrived(household);
  });

  test('is told to the customer: who, which kinds of data, until when, and where they take it back', () => {
    expect(mail.subject).toContain('Northwind Energy');
    for (const said of [
      'Northwind Energy has registered a permission',
      `ending ${household.mpxn.slice(-4)}`,
      'How much energy you use, every half hour; The prices that you pay for energy.',
      '1 January 2098.',
      'where they first showed what it allows',
      'You can stop sharing at any time on our pages',
      'Gallwch roi’r gorau i rannu unrhyw bryd ar ein tudalennau ni',
      'Faint o ynni rydych yn ei ddefnyddio, bob hanner awr',
      '1 Ionawr 2098.',
    ]) {
      expect(mail.text).toContain(said);
    }
  });

  test('brings the receipt of what is registered, known to the audit', async () => {
    expect(mail.attachments).toHaveLength(1);
    const [file] = mail.attachments;
    expect(file?.filename).toMatch(/^meter-data-receipt-\d{4}-\d{2}-\d{2}\.jwt$/);
    expect(file?.contentType).toBe('application/jose');
    const { claims } = await readReceipt(origin, file?.content ?? '');
    expect(claims.record.consent_state).toMatchObject({ state: 'ACTIVE' });
    expect(claims.confirmation).toMatchObject({ method: 'passkey-assert' });
    const { events } = await auditOf(client.admin, { ak, event_type: 'receipt.issued' });
    expect(events).toHaveLength(1);
  });

  test('has no link but to how mails are checked, no word of the request, no meter number, no key', () => {
    const said = `${mail.subject}${mail.text}${mail.html}`;
    const links = new Set(mail.html.match(/href="[^"]*"/g));
    expect([...links]).toEqual([`href="${origin}/genuine"`]);
    expect(mail.text).not.toMatch(/https?:\/\//);
    for (const secret of ['our-offers', household.mpxn, household.ir, ak]) {
      expect(said).not.toContain(secret);
    }
  });
});

test('what was confirmed without being shown is told as that', async () => {
  const household = await newHousehold();
  await registerAccess(account, { ...body(household), ...(await confirmed(household, null)) });
  const { text } = await arrived(household);
  expect(text).toContain('They did not show what is registered now');
});

test('a replacement that the customer confirmed anew is told again, one that only narrows is not', async () => {
  const household = await newHousehold();
  const ak = await registerAccess(account, { ...body(household), ...(await confirmed(household)) });
  await arrived(household);
  const less: Change = ['processing.data-types', ['HH-CONSUMPTION']];
  expect((await replace(account, ak, body(household, less))).status).toBe(200);
  const anew = { ...body(household, less), ...(await confirmed(household)) };
  expect((await replace(account, ak, anew)).status).toBe(200);
  await expect.poll(async () => (await told(household)).length).toBe(2);
  const [, second] = await told(household);
  expect(second?.text).not.toContain('The prices that you pay for energy');
});

test('no other basis is told, nor a consent that nobody confirmed', async () => {
  const household = await newHousehold();
  await registerAccess(account, consentBody(household.ir));
  const token = await confirmed(household, proposedContract());
  await registerAccess(account, { ...contractBody(household.ir), ...token });
  await registerAccess(account, { ...body(household), ...(await confirmed(household)) });
  await arrived(household);
  expect(await told(household)).toHaveLength(1);
});

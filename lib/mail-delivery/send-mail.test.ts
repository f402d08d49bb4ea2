import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { queue } from '@/lib/db/queue';
import { inTransaction } from '@/lib/db/transaction';
import { readLinkToken } from '@/lib/mail/link-token';
import { queueMail, type MailRequest } from '@/lib/mail/queue-mail';
import { sendMail } from './send-mail';
import { openTestDatabase } from '@/lib/mail/testing/open-test-database';
import { plantAsk, plantedAddress, plantedMpxn } from '@/lib/mail-delivery/testing/plant-ask';
import { startMailApi, type MailApi } from '@/lib/mail/testing/start-mail-api';

let api: MailApi;
let close: () => Promise<void>;
let ask: Awaited<ReturnType<typeof plantAsk>>;

beforeAll(async () => {
  api = await startMailApi();
  close = await openTestDatabase({
    RESEND_API_KEY: 're_x',
    RESEND_BASE_URL: api.baseUrl,
    // All that is planted has one address.
    RATE_LIMIT_SCALE: '1000',
  });
  await queue().createQueue('send-mail');
}, 120_000);
afterAll(async () => {
  await close();
  await api.close();
});
beforeEach(async () => {
  api.requests.length = 0;
  api.answers.length = 0;
  ask = await plantAsk();
});

/** Mails of the portal and about webhooks are tested where they are caused. */
type Kind = Exclude<
  MailRequest['kind'],
  | `portal-${string}`
  | 'identity-record-voided'
  | 'record-changed'
  | 'consent-not-asked'
  | 'consent-confirmed'
  | 'withdrawal-receipt'
  | `webhook-${string}`
>;

function requestOf(kind: Kind): MailRequest {
  const { ir, asker: causedBy } = ask;
  switch (kind) {
    case 'magic-link':
      return { kind, ir, subjectRef: ask.tokenRef, locale: 'en', causedBy };
    case 'email-proof':
      return { kind, ir, subjectRef: ask.proofId, locale: 'cy', causedBy };
    case 'passkey-added':
      return { kind, ir, subjectRef: ask.undoId, locale: 'en', causedBy };
    case 'redirect-host-added': {
      const detail = { host: 'new.example' };
      return { kind, ir: null, subjectRef: ask.accountId, locale: 'en', detail, causedBy };
    }
  }
}

async function queued(kind: Kind): Promise<string> {
  await inTransaction((tx) => queueMail(tx, requestOf(kind)));
  const { id } = await db().mail.findFirstOrThrow({
    where: { kind },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return id;
}

const events = (mailId: string) =>
  db().auditEvent.findMany({ where: { detail: { path: ['mail'], equals: mailId } } });
const sentText = () => String(api.requests.at(-1)?.body['text']);
const sentLink = () => /http\S+\/magic-link\/(\S+)/.exec(sentText())?.[1] ?? '';

describe('queueing', () => {
  test.each(['magic-link', 'email-proof', 'passkey-added'] as const)(
    'a %s mail leaves neither address, meter point, link nor text in row, job or audit',
    async (kind) => {
      const id = await queued(kind);
      await sendMail(id);
      const rows = [
        await db().mail.findUnique({ where: { id } }),
        await queue().findJobs('send-mail', { data: { mailId: id } }),
        await events(id),
      ];
      const kept = inspect(rows, { depth: null, maxStringLength: null, maxArrayLength: null });
      expect(kept).toContain(id);
      for (const secret of [plantedAddress, plantedMpxn, sentLink(), 'Northwind']) {
        expect(secret).not.toBe('');
        expect(kept).not.toContain(secret);
      }
    },
  );

  test('a transaction that fails queues nothing', async () => {
    const before = await db().mail.count();
    const failing = inTransaction(async (tx) => {
      await queueMail(tx, requestOf('magic-link'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db().mail.count()).toBe(before);
  });
});

describe('sending', () => {
  test('a magic link goes to the record’s address and names the token-ref', async () => {
    const id = await queued('magic-link');
    expect(await sendMail(id)).toBe('sent');
    expect(api.requests).toHaveLength(1);
    expect(api.requests[0]).toMatchObject({ idempotencyKey: id, body: { to: plantedAddress } });
    expect(sentText()).toContain('You go back to www.northwind.example.');
    expect(await readLinkToken(sentLink())).toEqual({
      purpose: 'confirm',
      ref: ask.tokenRef,
      isExpired: false,
    });
    const row = await db().mail.findUniqueOrThrow({ where: { id } });
    expect(row.sentAt).toBeInstanceOf(Date);
    expect(await events(id)).toMatchObject([
      { eventType: 'mail.sent', tokenRef: ask.tokenRef, accountId: ask.accountId },
    ]);
  });

  test('an e-mail proof carries six digits and a link of its own, Welsh first', async () => {
    expect(await sendMail(await queued('email-proof'))).toBe('sent');
    expect(api.requests[0]?.body['subject']).toBe('Eich cod ar gyfer Northwind Energy · Your code');
    expect(sentText()).toMatch(/\n {4}\d{6}\n/);
    expect(await readLinkToken(sentLink())).toMatchObject({ purpose: 'prove', ref: ask.proofId });
  });

  test('a new passkey’s mail can undo it', async () => {
    expect(await sendMail(await queued('passkey-added'))).toBe('sent');
    expect(await readLinkToken(sentLink())).toMatchObject({
      purpose: 'undo',
      ref: ask.undoId,
    });
  });

  test('a new return host is told to the operator', async () => {
    expect(await sendMail(await queued('redirect-host-added'))).toBe('sent');
    expect(api.requests[0]?.body['to']).toBe('operator@central.consent');
    expect(sentText()).toContain('Host: new.example');
  });

  test('a mail that was sent is not sent again', async () => {
    const id = await queued('magic-link');
    await sendMail(id);
    expect(await sendMail(id)).toBe('skipped');
    expect(api.requests).toHaveLength(1);
    expect(await events(id)).toHaveLength(1);
  });

  test.each(['magic-link', 'email-proof', 'passkey-added'] as const)(
    'a %s mail that failed is the very same mail on the next try',
    async (kind) => {
      const id = await queued(kind);
      api.answers.push(500, 429, 409);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await expect(sendMail(id)).rejects.toMatchObject({ name: 'MailNotSentError', mailId: id });
      }
      const waiting = await db().mail.findUniqueOrThrow({ where: { id } });
      expect(waiting).toMatchObject({
        sentAt: null,
        failedAt: null,
        lastError: 'resend answered 409',
      });
      expect(await sendMail(id)).toBe('sent');
      expect(api.requests).toHaveLength(4);
      for (const request of api.requests) expect(request).toEqual(api.requests[0]);
    },
  );

  test('a refusal is final and keeps the status, not the answer that quotes the address', async () => {
    const id = await queued('magic-link');
    api.answers.push(422);
    expect(await sendMail(id)).toBe('failed');
    const row = await db().mail.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ sentAt: null, lastError: 'resend answered 422' });
    expect(row.failedAt).toBeInstanceOf(Date);
    expect(await events(id)).toMatchObject([{ eventType: 'mail.failed', tokenRef: ask.tokenRef }]);
    expect(await sendMail(id)).toBe('skipped');
    expect(api.requests).toHaveLength(1);
  });

  test('the last try that fails is written down as the end of it', async () => {
    const id = await queued('magic-link');
    api.answers.push(500);
    expect(await sendMail(id, { isLastTry: true })).toBe('failed');
    expect(await events(id)).toMatchObject([{ eventType: 'mail.failed' }]);
  });
});

describe('a mail that has become pointless is not sent:', () => {
  const past = new Date(Date.now() - 1000);
  const anonymise = () =>
    db().identityRecord.update({
      where: { ir: ask.ir },
      data: { anonymisedAt: new Date(), emailCiphertext: null, emailHash: null, mpxn: null },
    });
  const answer = (outcome: 'confirmed' | 'declined') =>
    db().reidentification.update({ where: { tokenRef: ask.tokenRef }, data: { outcome } });
  const proof = (data: { usedAt?: Date; expiresAt?: Date }) =>
    db().emailProof.update({ where: { id: ask.proofId }, data });

  test.each([
    ['confirmed', 'magic-link', () => answer('confirmed')],
    ['declined', 'email-proof', () => answer('declined')],
    [
      'out of time',
      'magic-link',
      () =>
        db().reidentification.update({
          where: { tokenRef: ask.tokenRef },
          data: { expiresAt: past },
        }),
    ],
    ['proved', 'email-proof', () => proof({ usedAt: past })],
    ['past its proof’s time', 'email-proof', () => proof({ expiresAt: past })],
    ['anonymised', 'magic-link', anonymise],
    ['anonymised', 'email-proof', anonymise],
    ['anonymised', 'passkey-added', anonymise],
    [
      'taken off',
      'passkey-added',
      () => db().credential.delete({ where: { id: ask.credentialId } }),
    ],
    [
      'past its undoing',
      'passkey-added',
      () => db().passkeyUndo.update({ where: { id: ask.undoId }, data: { expiresAt: past } }),
    ],
  ] as const)('%s (%s)', async (_why, kind, change) => {
    const id = await queued(kind);
    await change();
    expect(await sendMail(id)).toBe('skipped');
    expect(api.requests).toEqual([]);
  });
});

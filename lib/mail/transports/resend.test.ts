import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startMailApi, type MailApi } from '../testing/start-mail-api';
import { resendTransport } from './resend';
import { parseSender } from './sender';

const mail = {
  id: 'mail_0123456789abcdef01234567',
  to: 'customer@example.com',
  subject: 'Your code',
  html: '<p>Code</p>',
  text: 'Code',
};

let api: MailApi;

beforeAll(async () => {
  api = await startMailApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.requests.length = 0;
  api.answers.length = 0;
});

function transport(timeoutMs?: number) {
  return resendTransport({
    apiKey: 're_test',
    baseUrl: api.baseUrl,
    from: parseSender('Central Access Register <no-reply@central.consent>'),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

test('a mail goes to the configured address of the API with its id as idempotency key', async () => {
  await transport().send(mail);
  expect(api.requests).toHaveLength(1);
  expect(api.requests[0]).toMatchObject({
    path: 'POST /emails',
    authorization: 'Bearer re_test',
    idempotencyKey: mail.id,
    body: {
      from: 'Central Access Register <no-reply@central.consent>',
      to: mail.to,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
  });
});

test('a file goes with its name, its type and its bytes in base64', async () => {
  const content = 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln';
  const attachments = [{ filename: 'receipt.jwt', contentType: 'application/jose', content }];
  await transport().send({ ...mail, attachments });
  expect(api.requests[0]?.body['attachments']).toEqual([
    {
      filename: 'receipt.jwt',
      content_type: 'application/jose',
      content: Buffer.from(content).toString('base64'),
    },
  ]);
});

test('a line break in a subject reaches the API as a space', async () => {
  await transport().send({ ...mail, subject: 'Code\r\nBcc: victim@example.com' });
  expect(api.requests[0]?.body['subject']).toBe('Code Bcc: victim@example.com');
});

test.each([409, 429, 500, 503])('an answer %i is worth another try', async (status) => {
  api.answers.push(status);
  await expect(transport().send(mail)).rejects.toMatchObject({
    name: 'MailTransportError',
    status,
    isFinal: false,
  });
});

test.each([400, 401, 403, 422])('an answer %i is final', async (status) => {
  api.answers.push(status);
  await expect(transport().send(mail)).rejects.toMatchObject({ status, isFinal: true });
});

test('the error keeps nothing of an answer that quotes the address', async () => {
  api.answers.push(422);
  const error: unknown = await transport()
    .send(mail)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  const { message, stack, cause } = error as Error;
  expect(message).toBe('resend answered 422');
  expect(`${stack ?? ''}${JSON.stringify(error)}${String(cause)}`).not.toContain(mail.to);
});

test('an API that does not answer in time is worth another try', async () => {
  api.answers.push('nothing');
  const before = performance.now();
  await expect(transport(200).send(mail)).rejects.toMatchObject({ status: null, isFinal: false });
  expect(performance.now() - before).toBeLessThan(5000);
});

import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyWebhook, WebhookRefusedError } from './verify-webhook.js';

const secret = `whsec_${Buffer.from('a key of thirty-two bytes or so.').toString('base64')}`;
const body = JSON.stringify({
  'event-id': 'evt_0123456789abcdef01234567',
  'event-type': 'webhook.test',
  'occurred-at': '2026-01-01T00:00:00.000Z',
  wid: 'wid_0123456789abcdef01234567',
  payload: {},
});

/** Signed as the Standard Webhooks specification says, by hand. */
function headersFor(text: string, at = Math.floor(Date.now() / 1000), key = secret) {
  const id = 'evt_0123456789abcdef01234567';
  const bytes = Buffer.from(key.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', bytes).update(`${id}.${at}.${text}`).digest('base64');
  return {
    'Webhook-Id': id,
    'Webhook-Timestamp': String(at),
    'Webhook-Signature': `v1,${signature}`,
  };
}

test('a delivery of the register is read, from bytes or text, whatever the case of its headers', () => {
  expect(verifyWebhook(body, headersFor(body), secret)['event-type']).toBe('webhook.test');
  const bytes = Buffer.from(body);
  expect(verifyWebhook(bytes, new Headers(headersFor(body)), secret)).toEqual(JSON.parse(body));
});

const other = `whsec_${Buffer.from('some other key of the same size.').toString('base64')}`;
const now = Math.floor(Date.now() / 1000);

test.each([
  ['a changed body', body.replace('test', 'tent'), headersFor(body)],
  ['another secret', body, headersFor(body, now, other)],
  ['a time six minutes ago', body, headersFor(body, now - 360)],
  ['a time six minutes ahead', body, headersFor(body, now + 360)],
  ['no signature', body, {}],
])('%s is refused', (_, text, headers) => {
  expect(() => verifyWebhook(text, headers, secret)).toThrow(WebhookRefusedError);
});

test('during a rotation either secret verifies', () => {
  const [first, second] = [headersFor(body, now), headersFor(body, now, other)];
  const both = {
    ...first,
    'Webhook-Signature': `${second['Webhook-Signature']} ${first['Webhook-Signature']}`,
  };
  expect(verifyWebhook(body, both, secret)).toEqual(JSON.parse(body));
  expect(verifyWebhook(body, both, other)).toEqual(JSON.parse(body));
});

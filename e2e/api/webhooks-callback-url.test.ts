import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister, startOwnRegister } from '../../harness/api-context';
import { expectInvalid } from './support/expect-error';
import { randomHost } from './support/random-host';
import { createHook, patchHook, postWebhook, type Hook } from './support/webhooks';

const { client } = sharedRegister();
let owner: ApiAccount;

beforeAll(async () => {
  owner = await client.createAccount();
});

const newUrl = () => `https://${randomHost()}/hook`;

describe('a callback URL', () => {
  let hook: Hook;
  beforeAll(async () => {
    hook = await createHook(owner, newUrl());
  });

  test.each([
    'http://hooks.northwind.example/x',
    'ftp://hooks.northwind.example/x',
    '//hooks.northwind.example/x',
    'https://user:secret@hooks.northwind.example/x',
    'https://hooks.northwind.example/x#part',
    'https://hooks.northwind.example./x',
    'https://intranet/x',
    'https://a.localhost/x',
    'https://10.0.0.1/x',
    'https://172.16.0.1/x',
    'https://192.168.1.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/x',
    'https://0.0.0.0/x',
    'https://224.0.0.1/x',
    'https://255.255.255.255/x',
    'https://0xa9fea9fe/x',
    'https://2852039166/x',
    'https://0251.0376.0251.0376/x',
    'https://10.1/x',
    'https://[::]/x',
    'https://[fe80::1]/x',
    'https://[fd00::1]/x',
    'https://[ff02::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[::10.0.0.1]/x',
    'https://[64:ff9b::10.0.0.1]/x',
    'https://[2002:0a00:0001::1]/x',
  ])('is not %s', async (url) => {
    expectInvalid(await postWebhook(owner, url), ['callback-url']);
    expectInvalid(await patchHook(hook, { 'callback-url': url }), ['callback-url']);
  });

  test('has at most 2000 characters', async () => {
    const url = `https://hooks.northwind.example/${'x'.repeat(2000)}`;
    expectInvalid(await postWebhook(owner, url), ['callback-url']);
    expect((await postWebhook(owner, url.slice(0, 2000))).status).toBe(201);
  });

  test('is not on loopback, unless that is allowed', async () => {
    const strict = await startOwnRegister({ name: 'webhooks-strict' });
    try {
      const own = await strict.client.createAccount();
      for (const url of [
        'https://127.0.0.1/x',
        'http://127.0.0.1/x',
        'https://127.0.0.1:8443/x',
        'https://127.1/x',
        'https://0x7f.0.0.1/x',
        'https://2130706433/x',
        'https://localhost/x',
        'http://localhost:3000/x',
        'https://[::1]/x',
      ]) {
        expectInvalid(await postWebhook(own, url), ['callback-url']);
      }
      expect((await postWebhook(own, newUrl())).status).toBe(201);
    } finally {
      await strict.stop();
    }
  });
});

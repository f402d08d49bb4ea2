import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { httpRequest } from '../../harness/http-request';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { sendRaw } from './support/wire';

const ORIGIN = 'https://id.central.consent';
const API = 'api.central.consent';
const PORTAL = 'portal.central.consent';
const admin = {
  OPERATOR_NAME: 'Register & Sons',
  OPERATOR_CONTACT: 'mailto:help@central.consent',
  OPERATOR_PHONE: '029 2018 0000',
};

// Names have nothing to do with the database.
describe.skipIf(inject('postgresServer') !== null)('a register with three names', () => {
  let register: OwnRegister;

  beforeAll(async () => {
    register = await startOwnRegister({
      name: 'names',
      origin: ORIGIN,
      env: {
        RP_ID: 'central.consent',
        API_ORIGIN: `https://${API}`,
        PORTAL_ORIGIN: `https://${PORTAL}`,
        ...admin,
      },
    });
  });
  afterAll(() => register.stop());

  const ask = (host: string, path: string, method = 'GET') =>
    httpRequest(`${register.listenUrl}${path}`, { method, headers: { host } });

  describe('by that of the API', () => {
    test.each(['/v1/openapi.json', '/docs', '/.well-known/security.txt', '/icon.svg'])(
      'answers %s',
      async (path) => {
        for (const host of [API, API.toUpperCase()]) {
          expect((await ask(host, path)).status, host).toBe(200);
        }
      },
    );

    test('draws the reference with its own style and scripts', async () => {
      const { text } = await ask(API, '/docs');
      const files = [...text.matchAll(/(?:src|href)="(\/_next\/[^"]+)"/g)].map(([, file]) => file);
      expect(files.length).toBeGreaterThan(1);
      for (const file of files) expect((await ask(API, file ?? '')).status, file).toBe(200);
    });

    test.each([
      '/',
      '/portal/sign-in',
      '/passkey/assert?session=pks_1',
      '/magic-link/a.b.c',
      '/dashboard',
      '/admin',
      '/metrics',
      '/docsx',
      '/v1/../portal/sign-in',
      '/v1/%2e%2e/portal/sign-in',
      '/docs/..//portal/sign-in',
      '/\\v1/../admin',
      '//portal/sign-in',
    ])('shows nothing of %s', async (path) => {
      for (const method of ['GET', 'POST']) {
        const answer = await ask(API, path, method);
        expect(answer.status, method).toBe(404);
        expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
        expect(answer.text).toContain('NOT001');
      }
    });
  });

  describe('by that of the portal', () => {
    test.each([
      ['/', '/portal'],
      [
        '/?ir=ir_1&return=https%3A%2F%2Fa.example%2F',
        '/portal?ir=ir_1&return=https%3A%2F%2Fa.example%2F',
      ],
      ['/portal/records', '/portal/records'],
      ['/v1/self?x=1?2', '/v1/self?x=1?2'],
      ['//evil.example/', '//evil.example/'],
      ['/\\evil.example', '/\\evil.example'],
      ['/@evil.example', '/@evil.example'],
    ])('%s leads to its place under ORIGIN', async (path, place) => {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const answer = await ask(PORTAL, path, method);
        expect(answer.status).toBe(307);
        expect(answer.headers.location).toBe(`${ORIGIN}${place}`);
        expect(new URL(answer.headers.location ?? '').origin).toBe(ORIGIN);
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(answer.text).toBe('');
      }
    });

    test('leads nowhere else for a request that is written whole', async () => {
      const request = `GET http://evil.example/x HTTP/1.1\r\nHost: ${PORTAL}\r\nConnection: close\r\n\r\n`;
      const answer = await sendRaw(register.listenUrl, request);
      expect(answer).toMatch(/^HTTP\/1\.1 307 /);
      expect(answer).toContain(`Location: ${ORIGIN}/\r\n`);
    });
  });

  test('is answered as ORIGIN by any other name, which is never told back', async () => {
    for (const host of ['evil.example', `${API}.evil.example`, `evil.${PORTAL}`, `${API}:8443`]) {
      const page = await ask(host, '/portal/sign-in');
      expect(page.status, host).toBe(200);
      const led = await ask(host, '/portal?mpxn=1200023456781');
      expect(led.headers.location).toBe(`${ORIGIN}/portal/sign-in`);
      expect(page.text + JSON.stringify(page.headers)).not.toContain('evil');
    }
  });

  test.each([
    '/',
    '/genuine',
    '/portal/sign-in',
    '/docs',
    '/dashboard/sign-in',
    '/admin/sign-in',
    '/nowhere',
  ])('says on %s who runs it, in the language of the page', async (path) => {
    const page = await new CustomerBrowser(register.listenUrl).open(path);
    expect(page.words).toContain('This register is run by Register & Sons.');
    expect(page.text).toContain('href="mailto:help@central.consent"');
    expect(page.text).toContain('href="tel:02920180000"');
    const headers = { 'accept-language': 'cy' };
    const welsh = await httpRequest(`${register.listenUrl}${path}`, { headers });
    expect(welsh.text).toContain('yn cael ei rhedeg gan');
  });

  test('says on /genuine what each of its pages begins with, whatever name was asked', async () => {
    const { status, text } = await ask('evil.example', '/genuine');
    expect(status).toBe(200);
    expect(text).toContain(`>${ORIGIN}/<`);
    expect(text).toContain('It is run by Register &amp; Sons.');
    expect(text).not.toContain('evil.example');
  });

  test.each([
    '/',
    '/portal/sign-in',
    '/passkey/assert?session=pks_1',
    '/magic-link/a.b.c',
    '/done',
  ])('leads on from %s to the page that says how to tell whether it is genuine', async (path) => {
    const page = await new CustomerBrowser(register.listenUrl).open(path);
    expect(page.links).toContain('/genuine');
  });

  test('lets no page be framed, by whichever header a browser knows', async () => {
    for (const path of ['/', '/portal/sign-in', '/docs', '/nowhere', '/admin/sign-in']) {
      expect((await ask('id.central.consent', path)).headers['x-frame-options'], path).toBe('DENY');
    }
  });
});

import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseSender } from './sender';
import { smtpTransport } from './smtp';

interface Delivery {
  from: string;
  to: string[];
  headers: string;
  body: string;
}

const mail = {
  id: 'mail_0123456789abcdef01234567',
  to: 'customer@example.com',
  subject: 'Cadarnhewch · Your code',
  html: '<p>Code</p>',
  text: 'Code',
};

const deliveries: Delivery[] = [];
const refusals: number[] = [];
let server: SMTPServer;
let url: string;

function receive(raw: string, from: string, to: string[]): void {
  const [headers = '', ...body] = raw.split('\r\n\r\n');
  deliveries.push({ from, to, headers, body: body.join('\r\n\r\n') });
}

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _session, callback) {
      const responseCode = refusals.shift();
      if (responseCode === undefined) callback();
      else callback(Object.assign(new Error(`${address.address} refused`), { responseCode }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        receive(
          Buffer.concat(chunks).toString('utf8'),
          from,
          rcptTo.map(({ address }) => address),
        );
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
  deliveries.length = 0;
  refusals.length = 0;
});

function transport(options: { from?: string; requireTls?: boolean; query?: string } = {}) {
  const from = parseSender(options.from ?? 'Central Access Register <no-reply@central.consent>');
  const query = options.query ?? '';
  return smtpTransport({ url: `${url}${query}`, from, requireTls: options.requireTls ?? false });
}

function header(name: string): string[] {
  const unfolded = (deliveries[0]?.headers ?? '').replace(/\r\n[ \t]+/g, ' ');
  const prefix = `${name.toLowerCase()}: `;
  return unfolded.split('\r\n').filter((line) => line.toLowerCase().startsWith(prefix));
}

test('a mail arrives once, from and to the right address, with both parts', async () => {
  await transport().send(mail);
  expect(deliveries).toHaveLength(1);
  expect(deliveries[0]).toMatchObject({ from: 'no-reply@central.consent', to: [mail.to] });
  expect(header('from')).toEqual(['From: Central Access Register <no-reply@central.consent>']);
  expect(header('auto-submitted')).toEqual(['Auto-Submitted: auto-generated']);
  expect(deliveries[0]?.body).toContain('text/plain');
  expect(deliveries[0]?.body).toContain('text/html');
});

test('a file goes with its name and whole', async () => {
  const content = `eyJhbGciOiJFUzI1NiJ9.${'a'.repeat(300)}.c2ln`;
  const attachments = [{ filename: 'receipt.jwt', contentType: 'application/jose', content }];
  await transport().send({ ...mail, attachments });
  const body = deliveries[0]?.body ?? '';
  expect(body).toContain('Content-Type: application/jose; name=receipt.jwt');
  const encoded = /filename=receipt\.jwt\r\n\r\n([\w+/=\r\n]+)\r\n--/.exec(body)?.[1] ?? '';
  expect(Buffer.from(encoded, 'base64').toString()).toBe(content);
});

test('the same mail sent twice has the same Message-ID', async () => {
  await transport().send(mail);
  await transport().send(mail);
  expect(deliveries).toHaveLength(2);
  for (const { headers } of deliveries) {
    expect(headers).toContain(`Message-ID: <${mail.id}@central.consent>`);
  }
});

/** What a reader sees of a header's encoded words, each of which must be whole UTF-8 by itself (RFC 2047 §5). */
function decoded(value: string): string {
  const word = /=\?UTF-8\?([BQ])\?([^?]*)\?=/gi;
  return value.replace(/\?=\s+=\?/g, '?==?').replace(word, (_, encoding: string, text: string) => {
    const unquoted = text
      .replaceAll('_', ' ')
      .replace(/=([0-9A-F]{2})/gi, (_octet, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    const isBase64 = encoding.toUpperCase() === 'B';
    const bytes = isBase64 ? Buffer.from(text, 'base64') : Buffer.from(unquoted, 'latin1');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  });
}

const beyond = [
  ['emoji', '\u{1F600}'],
  ['letters of mathematics', '\u{1D4D0}'],
  ['rare ideographs', '\u{20BB7}'],
  ['gothic letters', '\u{10330}'],
  ['private characters of the last plane', '\u{10FFFD}'],
] as const;

test.each(beyond)('%s arrive whole in subject and sender', async (_what, character) => {
  for (const shift of ['', 'a', 'ab', 'abc', 'ŷ']) {
    const name = `${shift}${character.repeat(40)}`;
    const subject = `Cadarnhewch · ${name} (Northwind)`;
    deliveries.length = 0;
    await transport({ from: `${name} <no-reply@central.consent>` }).send({ ...mail, subject });
    expect(header('subject').map(decoded)).toEqual([`Subject: ${subject}`]);
    expect(decoded(header('from')[0] ?? '')).toContain(name);
    expect(deliveries[0]?.headers.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
  }
});

test('line breaks in subject and sender add no header and no recipient', async () => {
  await transport({
    from: 'Register\r\nBcc: victim@example.com <no-reply@central.consent>',
  }).send({ ...mail, subject: 'Code\r\nBcc: victim@example.com\n\nBody' });
  expect(deliveries[0]?.to).toEqual([mail.to]);
  expect(header('bcc')).toEqual([]);
  expect(header('subject')).toEqual(['Subject: Code Bcc: victim@example.com Body']);
});

test('an address that names two recipients never reaches a second one', async () => {
  await expect(
    transport().send({ ...mail, to: 'customer@example.com, victim@example.com' }),
  ).rejects.toMatchObject({ name: 'MailTransportError' });
  expect(deliveries).toEqual([]);
});

test.each([
  [451, false],
  [550, true],
])('a reply %i is final: %s', async (code, isFinal) => {
  refusals.push(code);
  const error: unknown = await transport()
    .send(mail)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: code, isFinal, message: `smtp answered ${code}` });
  expect((error as Error).cause).toBeUndefined();
});

test('where TLS is required, nothing is said in clear to a server without it', async () => {
  await expect(transport({ requireTls: true }).send(mail)).rejects.toMatchObject({
    name: 'MailTransportError',
  });
  expect(deliveries).toEqual([]);
});

test('the URL can allow an unencrypted relay next door', async () => {
  await transport({ requireTls: true, query: '?requireTLS=false' }).send(mail);
  expect(deliveries).toHaveLength(1);
});

test('a server that accepts the connection and then says nothing is given up', async () => {
  const mute = createServer();
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const { port } = mute.address() as AddressInfo;
  const from = parseSender('a@central.consent');
  const silent = { url: `smtp://127.0.0.1:${port}`, from, requireTls: false, timeoutMs: 200 };
  const before = performance.now();
  await expect(smtpTransport(silent).send(mail)).rejects.toMatchObject({ status: null });
  expect(performance.now() - before).toBeLessThan(5000);
  await new Promise((resolve) => mute.close(resolve));
});

test('name and password of the URL are those that the server sees', async () => {
  const seen: unknown[] = [];
  const guarded = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, callback) {
      seen.push([username, password]);
      callback(null, { user: username });
    },
    onData(stream, _session, callback) {
      stream.resume().on('end', () => callback());
    },
  });
  await new Promise<void>((resolve) => guarded.listen(0, '127.0.0.1', resolve));
  const { port } = guarded.server.address() as AddressInfo;
  const from = parseSender('a@central.consent');
  const login = `smtp://me%40example.com:p%3Aw%2F%3F@127.0.0.1:${port}`;
  await smtpTransport({ url: login, from, requireTls: false }).send(mail);
  expect(seen).toEqual([['me@example.com', 'p:w/?']]);
  await new Promise<void>((resolve) => guarded.close(resolve));
});

test('a server that is not there is worth another try', async () => {
  const nowhere = smtpTransport({
    url: 'smtp://127.0.0.1:1',
    from: parseSender('a@central.consent'),
    requireTls: false,
  });
  await expect(nowhere.send(mail)).rejects.toMatchObject({ status: null, isFinal: false });
});

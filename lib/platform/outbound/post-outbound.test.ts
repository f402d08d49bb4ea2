import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { OutboundError } from './outbound-error';
import { postOutbound } from './post-outbound';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Seen = Pick<IncomingMessage, 'headers' | 'method' | 'url'>;

/** A server on one loopback address that keeps what comes to it. */
async function listen(
  host: string,
  port = 0,
  answer: (response: ServerResponse) => void = (response) => void response.end(),
): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    seen.push({ headers: request.headers, method: request.method, url: request.url });
    request.resume().once('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return { port: address.port, seen };
}

const post = (url: string) => ({ url, headers: { 'X-Test': '1' }, body: '{"a":"ä"}' });
const loopback = { allowLoopback: true };

/** What is thrown, by its public reason. */
async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error instanceof OutboundError) return error.reason;
  throw new Error(`no outbound error: ${String(error)}`);
}

describe('where a name leads', () => {
  // Plain http is for loopback hosts only, so `localhost` stands for any name here.
  test('is asked once, and the connection goes to the address that was checked', async () => {
    const checked = await listen('127.0.0.1');
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const asked: string[] = [];
    const lookUp = (host: string) => {
      asked.push(host);
      return Promise.resolve(answers.shift() ?? []);
    };
    const url = `http://localhost:${checked.port}/hook`;
    expect(await postOutbound(post(url), { ...loopback, lookUp })).toMatchObject({ status: 200 });
    expect(asked).toEqual(['localhost']);
    expect(checked.seen).toHaveLength(1);
    expect(checked.seen[0]?.headers.host).toBe(`localhost:${checked.port}`);

    // The next send asks again, and goes where the name leads now.
    const again = postOutbound(post(url), { ...loopback, lookUp, timeoutMs: 500 });
    await expect(again).rejects.toThrow(OutboundError);
    expect(checked.seen).toHaveLength(1);
  });

  test.each([
    ['a private address', ['10.0.0.1']],
    ['a public and a private address', ['1.1.1.1', '192.168.0.1']],
    ['the address of cloud metadata', ['169.254.169.254']],
    ['loopback, where that is not allowed', ['127.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['what is no address', ['x']],
  ])('is refused when it is %s, and nothing is sent', async (_what, addresses) => {
    const server = await listen('127.0.0.1');
    const lookUp = () => Promise.resolve(addresses);
    const url = `https://hooks.northwind.example:${server.port}/hook`;
    const sent = postOutbound(post(url), { allowLoopback: false, lookUp });
    expect(await reasonOf(sent)).toBe('the host leads to an address that is not allowed');
    expect(server.seen).toEqual([]);
  });

  test('may change to a private address after registration, and is then refused', async () => {
    const server = await listen('127.0.0.1');
    let address = '127.0.0.1';
    const lookUp = () => Promise.resolve([address]);
    const url = `http://localhost:${server.port}/hook`;
    expect(await postOutbound(post(url), { ...loopback, lookUp })).toMatchObject({ status: 200 });
    address = '10.0.0.1';
    expect(await reasonOf(postOutbound(post(url), { ...loopback, lookUp }))).toBe(
      'the host leads to an address that is not allowed',
    );
    expect(server.seen).toHaveLength(1);
  });

  test('is another try when it leads nowhere', async () => {
    const lookUp = () => Promise.resolve([]);
    const sent = postOutbound(post('https://a.example/'), { allowLoopback: false, lookUp });
    expect(await reasonOf(sent)).toBe('the host name does not resolve');
  });

  test('does not matter for an address, which is checked itself', async () => {
    const lookUp = () => Promise.reject(new Error('asked'));
    for (const url of ['https://10.0.0.1/', 'http://127.0.0.1/', 'https://0x7f.1/']) {
      const sent = postOutbound(post(url), { allowLoopback: false, lookUp });
      expect(await reasonOf(sent)).toMatch(/^the callback URL must/);
    }
  });

  test('is found among several addresses', async () => {
    const server = await listen('127.0.0.1');
    const lookUp = () => Promise.resolve(['127.0.0.9', '127.0.0.1']);
    const url = `http://localhost:${server.port}/hook`;
    expect(await postOutbound(post(url), { ...loopback, lookUp })).toMatchObject({ status: 200 });
  });
});

describe('a post', () => {
  test('is sent as it stands, on a connection of its own', async () => {
    const server = await listen('127.0.0.1');
    await postOutbound(post(`http://127.0.0.1:${server.port}/hook?key=1`), loopback);
    expect(server.seen).toEqual([
      {
        method: 'POST',
        url: '/hook?key=1',
        headers: {
          host: `127.0.0.1:${server.port}`,
          'x-test': '1',
          'content-length': '10',
          connection: 'close',
        },
      },
    ]);
  });

  test.each([200, 204, 301, 404, 500])('answers the status %i, whatever it is', async (status) => {
    const { port } = await listen('127.0.0.1', 0, (response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    });
    expect(await postOutbound(post(`http://127.0.0.1:${port}/`), loopback)).toMatchObject({
      status,
    });
  });

  test.each([
    ['never answers', () => undefined],
    [
      'never ends its headers',
      (response: ServerResponse) => void response.socket?.write('HTTP/1.1 200 OK\r\nA: b\r\n'),
    ],
    [
      'never ends its answer',
      (response: ServerResponse) => void response.writeHead(200).write('x'),
    ],
    [
      'trickles',
      (response: ServerResponse) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(timer));
      },
    ],
  ])('to one that %s is given up in time', async (_what, answer) => {
    const { port } = await listen('127.0.0.1', 0, answer);
    const started = performance.now();
    const sent = postOutbound(post(`http://127.0.0.1:${port}/`), { ...loopback, timeoutMs: 300 });
    expect(await reasonOf(sent)).toBe('no whole answer within 0.3 seconds');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('whose name server does not answer is given up in time', async () => {
    const lookUp = () => new Promise<string[]>(() => undefined);
    const options = { allowLoopback: false, lookUp, timeoutMs: 200 };
    expect(await reasonOf(postOutbound(post('https://a.example/'), options))).toContain('0.2');
  });

  test.each([
    ['a short answer as it is', Buffer.from('{"taken": "ä"}'), '{"taken": "ä"}'],
    ['nothing of an empty one', Buffer.alloc(0), ''],
    [
      '1 KiB of a long one, cut between letters',
      Buffer.from(`x${'ä'.repeat(600)}`),
      `x${'ä'.repeat(511)}`,
    ],
    ['no NUL, and no bytes that are no text', Buffer.from([97, 0, 0xff, 98]), 'a\uFFFDb'],
  ])('keeps of the answer: %s', async (_what, answer, kept) => {
    const { port } = await listen('127.0.0.1', 0, (response) => void response.end(answer));
    const sent = postOutbound(post(`http://127.0.0.1:${port}/`), loopback);
    expect((await sent).body).toBe(kept);
  });

  test('reads at most some 16 KiB of the answer, and takes its status', async () => {
    let written = 0;
    const { port } = await listen('127.0.0.1', 0, (response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed) return;
        written += 4096;
        response.write(Buffer.alloc(4096), more);
      };
      more();
    });
    expect(await postOutbound(post(`http://127.0.0.1:${port}/`), loopback)).toMatchObject({
      status: 200,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const soFar = written;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBe(soFar);
  });

  test.each([
    ['HTTP/1.1 200 OK\r\nA: ' + 'x'.repeat(20_000) + '\r\n\r\n', 'the answer is not HTTP'],
    ['SSH-2.0-OpenSSH\r\n', 'the answer is not HTTP'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx', 'the connection was closed'],
    ['', 'the connection was closed'],
  ])('to one that answers what is no whole answer fails', async (text, reason) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(text));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as net.AddressInfo;
    expect(await reasonOf(postOutbound(post(`http://127.0.0.1:${port}/`), loopback))).toBe(reason);
  });

  test('to a port that nobody listens on says so', async () => {
    const { port } = await listen('127.0.0.1');
    for (const close of closers.splice(0)) close();
    expect(await reasonOf(postOutbound(post(`http://127.0.0.1:${port}/`), loopback))).toBe(
      'the connection was refused',
    );
  });
});

import type { RequestListener, ServerOptions, ServerResponse } from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { GentleServer } from './gentle-server.mjs';

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const hello: RequestListener = (_, response) => void response.end('hello');

/** A connection that says what it got, and whether the other side has closed it. */
class Caller {
  got = '';
  isClosed = false;

  constructor(private readonly socket: net.Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (this.got += String(chunk)));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
  }

  say(text: string): void {
    this.socket.write(text);
  }

  answers(): number {
    return this.got.split('HTTP/1.1 ').length - 1;
  }
}

/** A server that is handed its connections, as a worker is. */
async function start(handle: RequestListener, options: ServerOptions = {}) {
  const server = new GentleServer(handle, options);
  const acceptor = net.createServer({ pauseOnConnect: true }, (socket) => server.take(socket));
  await new Promise<void>((resolve) => acceptor.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void acceptor.close());
  const { port } = acceptor.address() as net.AddressInfo;
  const call = async () => {
    const socket = net.connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await new Promise((resolve) => socket.once('connect', resolve));
    return new Caller(socket);
  };
  return { server, call };
}

test('a connection that was handed over is served, one request after the other', async () => {
  const { call } = await start(hello);
  const caller = await call();
  for (const count of [1, 2, 3]) {
    caller.say(GET);
    await expect.poll(() => caller.answers()).toBe(count);
  }
});

test('a request in hand is ended before the server is', async () => {
  const waiting: ServerResponse[] = [];
  const { server, call } = await start((_, response) => void waiting.push(response));
  const caller = await call();
  caller.say(GET);
  await expect.poll(() => waiting.length).toBe(1);
  let isStopped = false;
  const stopped = server.stop().then(() => (isStopped = true));
  await sleep(600);
  expect(isStopped).toBe(false);
  waiting[0]?.end('late');
  await stopped;
  await expect.poll(() => caller.isClosed).toBe(true);
  expect(caller.got).toContain('late');
  expect(caller.got).toMatch(/^connection: close\r$/im);
});

test('a request that comes on a kept connection while the server stops is answered, and is the last', async () => {
  const { server, call } = await start(hello);
  const caller = await call();
  caller.say(GET);
  await expect.poll(() => caller.answers()).toBe(1);
  const stopped = server.stop();
  await sleep(100);
  expect(caller.isClosed).toBe(false);
  caller.say(GET);
  await stopped;
  await expect.poll(() => caller.isClosed).toBe(true);
  expect(caller.answers()).toBe(2);
  expect(caller.got).toMatch(/^connection: close\r$/im);
});

test('connections that are silent keep it for a moment only', async () => {
  const { server, call } = await start(hello);
  const [fresh, used] = [await call(), await call()];
  used.say(GET);
  await expect.poll(() => used.answers()).toBe(1);
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(5000);
  await expect.poll(() => fresh.isClosed && used.isClosed).toBe(true);
});

test('headers that never end are given up on, though the server itself never listened', async () => {
  const { call } = await start(hello, { headersTimeout: 300, connectionsCheckingInterval: 100 });
  const caller = await call();
  caller.say('GET / HTTP/1.1\r\nHost: ');
  await expect.poll(() => caller.isClosed, { timeout: 5000 }).toBe(true);
  expect(caller.got).toContain('408');
});

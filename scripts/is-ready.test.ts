import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const script = path.join(import.meta.dirname, 'is-ready.mjs');

async function exitCode(port: number): Promise<unknown> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as unknown[];
  return code;
}

async function portAnswering(status: number): Promise<number> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/readyz' ? status : 404).end();
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

test('a register that is ready is healthy; one that is not, or that is not there, is none', async () => {
  expect(await exitCode(await portAnswering(200))).toBe(0);
  expect(await exitCode(await portAnswering(503))).toBe(1);
  expect(await exitCode(1)).toBe(1);
});

import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { createDemo, type Demo } from './demo';
import { sendReply } from './http';
import { respond } from './respond';
import {
  completeSettings,
  readSettings,
  readSupplierSettings,
  type DemoOptions,
  type DemoSettings,
} from './settings';
import { startDemoSupplier } from './supplier/start-demo-supplier';

export type RunningDemo = { readonly url: string; close(): Promise<void> };

/** An address, not a name: for a browser this is another site than the register's `localhost`. */
const HOST = '127.0.0.1';

/**
 * Starts the demo companies' site and returns when it answers. The return URLs are registered
 * on the way; if the register is not up yet, that is made good before the first one is needed.
 */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  return run(completeSettings(options));
}

async function run(settings: DemoSettings): Promise<RunningDemo> {
  const server = createServer();
  const url = `http://${HOST}:${await listen(server, settings.port)}`;
  const demo = createDemo(settings, url);
  server.on('request', (message, response) => {
    void respond(demo, message).then(({ reply, cookies }) => {
      sendReply(response, reply, cookies, message.method !== 'HEAD');
    });
  });
  await announceReturnUrls(demo);
  return { url, close: () => close(server) };
}

async function announceReturnUrls(demo: Demo): Promise<void> {
  for (const { company, api } of [demo.northwind, demo.brightmeter, demo.solara, demo.voice]) {
    try {
      await api.ensureRedirectUrls();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(
        `${company.name}: return URLs not registered yet (${reason}); trying again when needed.\n`,
      );
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void =>
      reject(new Error(`The demo cannot listen on ${HOST}:${port}: ${cause.message}`, { cause }));
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('The demo server has no port'));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const settings = readSettings();
  const supplier = readSupplierSettings();
  if (supplier) await startDemoSupplier(supplier);
  const { url } = await run(settings);
  process.stdout.write(`Demo companies at ${url}, register at ${settings.registerOrigin}\n`);
}

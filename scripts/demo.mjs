/**
 * `npm run demo`: from a fresh clone to a register and the organisations using it, on this machine
 * alone. Needs Node.js and npm, asks nothing, stops with Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt, ensureClient, ensureInstalled, requireNode, root } from './prepare.mjs';
import { stopCommands } from './run-command.mjs';

const readyTimeoutMs = 120_000;
const stopTimeoutMs = 15_000;

const port = Number(process.env.PORT || 3000);
const demoPort = Number(process.env.DEMO_PORT || 4000);
const origin = process.env.ORIGIN || `http://localhost:${port}`;
const demoUrl = `http://127.0.0.1:${demoPort}`;
const supplierPort = Number(process.env.DEMO_SUPPLIER_PORT || demoPort + 1);
const supplierUrl = `http://127.0.0.1:${supplierPort}`;
/** Agreed on anew at each start; null where other suppliers are set. */
const supplierSecret = process.env.SUPPLIERS ? null : randomBytes(24).toString('base64url');

/** The setting by which the register lets customers sign in with the demo's own supplier. */
function suppliersSetting() {
  if (supplierSecret === null) return {};
  const supplier = {
    id: 'northwind',
    name: 'Northwind Energy',
    issuer: supplierUrl,
    'client-id': 'register',
    'client-secret': supplierSecret,
    'mpxn-claim': 'meter_points',
  };
  return { SUPPLIERS: JSON.stringify([supplier]) };
}

/** Whom the demo's pages name as its operator: nobody real, by a number kept for drama. */
function operatorSettings() {
  if (process.env.OPERATOR_NAME) return {};
  return {
    OPERATOR_NAME: 'The operator of this demo',
    OPERATOR_CONTACT: 'mailto:help@central.consent',
    OPERATOR_PHONE: '01632 960 000',
  };
}

/** @type {Map<string, import('node:child_process').ChildProcess>} */
const servers = new Map();
let isStopping = false;

async function stop(exitCode) {
  if (isStopping) return;
  isStopping = true;
  const running = [...servers.values()].filter(
    (child) => child.exitCode === null && child.signalCode === null,
  );
  const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) child.kill('SIGTERM');
  const insist = setTimeout(() => running.forEach((child) => child.kill('SIGKILL')), stopTimeoutMs);
  await Promise.all(ended);
  clearTimeout(insist);
  process.exit(exitCode);
}

function startServer(title, args, env) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  servers.set(title, child);
  child.once('exit', (code, signal) => {
    if (isStopping) return;
    console.error(`\nThe ${title} ended by itself (${signal ?? `exit code ${code}`}). Stopping.`);
    void stop(1);
  });
}

function isPortFree(host, candidate) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(candidate, host, () => probe.close(() => resolve(true)));
  });
}

async function requirePorts() {
  const wanted = [
    { name: 'PORT', title: 'register', host: 'localhost', number: port },
    { name: 'DEMO_PORT', title: 'demo app', host: '127.0.0.1', number: demoPort },
  ];
  if (supplierSecret !== null) {
    const supplier = { name: 'DEMO_SUPPLIER_PORT', title: 'demo supplier' };
    wanted.push({ ...supplier, host: '127.0.0.1', number: supplierPort });
  }
  for (const { name, title, host, number } of wanted) {
    if (await isPortFree(host, number)) continue;
    console.error(
      `Port ${number}, meant for the ${title}, is in use by another program. ` +
        `Stop that one, or choose another port: ${name}=${number + 10} npm run demo`,
    );
    process.exit(1);
  }
}

async function answers(url) {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false; // not listening yet
  }
}

async function untilAnswering(title, url) {
  const deadline = Date.now() + readyTimeoutMs;
  while (!isStopping && !(await answers(url))) {
    if (Date.now() > deadline) {
      console.error(`The ${title} did not answer at ${url} within ${readyTimeoutMs / 1000} s.`);
      await stop(1);
    }
    await sleep(200);
  }
}

/** What `lib/demo-data` loads, as it says itself. */
function readDemoData(file) {
  return JSON.parse(readFileSync(path.join(root, 'lib', 'demo-data', file), 'utf8'));
}

const roleNames = {
  data_user: 'Data User',
  data_provider: 'Data Provider',
  dcc: 'DCC',
  portal: 'portal operator',
  admin: 'operator (admin)',
};

function credentialLines() {
  return readDemoData('accounts.json').map((account) => {
    const credentials = `${account['account-id'].padEnd(16)} / ${account['secret-key'].padEnd(23)}`;
    return `  ${credentials} ${roleNames[account.role]}`;
  });
}

function meterPointLines() {
  return readDemoData('meter-points.json').map(
    ({ mpxn, shows }) => `  ${mpxn.padEnd(13)}  ${shows}`,
  );
}

function portalLines() {
  const { doors, supplierDoor } = readDemoData('portal-doors.json');
  const line = (door, mpxn, shows) => `  ${door.padEnd(28)} ${(mpxn ?? '').padEnd(13)}  ${shows}`;
  const lines = doors.map(({ email, mpxn, shows }) => line(email, mpxn, shows));
  if (supplierSecret === null) return lines;
  return [...lines, line(supplierDoor.button, null, supplierDoor.shows)];
}

function printGuide() {
  const seconds = Math.round(performance.now() / 1000);
  console.log(`
The register and the organisations that use it are running, after ${seconds} s. Open

  ${demoUrl}               three companies that ask, a data provider and a charity: start here
  ${origin}               the register
  ${origin}/portal        its customers' portal
  ${origin}/dev/outbox    the mails it would have sent

In the portal, type an e-mail address or the meter number beside it; the mail with the code waits in
the outbox. Or make a passkey at the demo companies first, and press one button.

${portalLines().join('\n')}

The charity, Household Voice, shows the same with your word: ${demoUrl}/voice

  ${origin}/dashboard    a Data User's own console: sign in as northwind-energy
  ${origin}/admin        the operator's: sign in as operator, then set up a passkey

Accounts of the API and the consoles (account-id / secret-key):

${credentialLines().join('\n')}

  curl -u northwind-energy:demo-secret-northwind ${origin}/v1/auth/token

Meter points with records to look at, GET ${origin}/v1/meter-points/{mpxn}/access-records
as northwind-energy, or GET /v1/admin/records?q={mpxn} as operator:

${meterPointLines().join('\n')}

Ctrl-C stops all.
`);
}

async function prepare() {
  const steps = [ensureInstalled, ensureClient, ensureBuilt];
  for (const step of steps) {
    if (!(await step())) {
      console.error('That did not work; the reason stands above.');
      process.exit(1);
    }
  }
}

async function main() {
  requireNode();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopCommands(signal);
      void stop(0);
    });
  }
  await requirePorts();
  await prepare();
  startServer('register', [path.join('scripts', 'start.mjs')], {
    APP_ENV: process.env.APP_ENV || 'demo',
    PORT: String(port),
    ORIGIN: origin,
    WORKERS: process.env.WORKERS || '1',
    // A line per request would bury the guide below.
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    ...operatorSettings(),
    ...suppliersSetting(),
  });
  await untilAnswering('register', `http://localhost:${port}/readyz`);
  if (isStopping) return;
  startServer('demo app', ['--import', 'tsx', path.join('demo', 'server.ts')], {
    DEMO_PORT: String(demoPort),
    REGISTER_ORIGIN: origin,
    REGISTER_API_ORIGIN: `http://localhost:${port}`,
    ...(supplierSecret === null
      ? {}
      : { DEMO_SUPPLIER_PORT: String(supplierPort), DEMO_SUPPLIER_SECRET: supplierSecret }),
  });
  await untilAnswering('demo app', demoUrl);
  if (!isStopping) printGuide();
}

await main();

import {
  execFileSync,
  spawn,
  spawnSync,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../scripts/find-postgres.mjs';
import { freePort } from './free-port';

const START_TIMEOUT_MS = 60_000;

export interface RunningPostgres {
  /** Connection URL of the maintenance database; give it to `createDatabase`. */
  url: string;
  stop: () => Promise<void>;
}

function idOf(user: string): { uid: number; gid: number } | null {
  const numbers = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user], { encoding: 'utf8' }));
  if (numbers.some(({ status }) => status !== 0)) return null;
  const [uid = 0, gid = 0] = numbers.map(({ stdout }) => Number(stdout.trim()));
  return { uid, gid };
}

/** PostgreSQL refuses to run as root: then it runs as the package's own user, or as nobody. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const user = idOf('postgres') ?? idOf('nobody');
  if (!user) throw new Error('there is no user to run PostgreSQL as');
  return user;
}

async function untilReady(url: string, server: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start:\n${log()}`, { cause: error });
      }
      await sleep(100);
    } finally {
      await client.end();
    }
  }
}

/**
 * Starts a throw-away PostgreSQL on a free port of 127.0.0.1, in a temporary folder, without fsync.
 * `more` are further settings, `name=value`.
 * @throws {Error} when none is installed; ask `findPostgres` first
 */
export async function startPostgres(more: string[] = []): Promise<RunningPostgres> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(path.join(tmpdir(), 'register-postgres-'));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const options: SpawnOptions = { cwd: folder, ...user, stdio: ['ignore', 'pipe', 'pipe'] };

  const data = path.join(folder, 'data');
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...options, stdio: 'pipe' },
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    ...more,
  ];
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    options,
  );
  let log = '';
  const keep = (chunk: Buffer) => (log = (log + chunk.toString()).slice(-8_000));
  server.stdout?.on('data', keep);
  server.stderr?.on('data', keep);
  const killOnExit = () => server.kill('SIGKILL');
  process.once('exit', killOnExit);

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url, server, () => log);
  return {
    url,
    async stop() {
      process.off('exit', killOnExit);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // SIGINT is PostgreSQL's fast shutdown: open connections are closed, not waited for.
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runStatement(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates an empty database on that server and returns its own URL. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `register_${randomBytes(6).toString('hex')}`;
  await runStatement(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

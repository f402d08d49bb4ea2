import { spawn } from 'node:child_process';
import path from 'node:path';
import { once } from 'node:events';

export interface BareServer {
  origin: string;
  stop(): Promise<void>;
}

/** The yardstick (bare-server.ts) as a process of its own. */
export async function startBareServer(database: string, rowFile: string): Promise<BareServer> {
  const script = path.join(import.meta.dirname, 'bare-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, database, rowFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('the bare server ended')));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

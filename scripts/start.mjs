/**
 * `npm start`: serves the built register. The settings come from the environment; APP_ENV decides what
 * kind of register it is (production when absent), WORKERS how many processes serve it.
 */
import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { countWorkers } from './serve/count-workers.mjs';
import { fitConnections } from './serve/fit-connections.mjs';
import { newLog } from './serve/new-log.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

if (!existsSync(path.join(root, '.next', 'BUILD_ID'))) {
  console.error('The register is not built yet. Run: npm run build');
  process.exit(1);
}

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

const isProduction = (process.env.APP_ENV || 'production') === 'production';
const place = {
  port: Number(process.env.PORT || '3000'),
  // In production a proxy on another machine may stand before it; elsewhere nobody else should reach it.
  host: isProduction ? undefined : 'localhost',
};

/** Has the register use the connections that PostgreSQL allows, where it meant to use more, and says so. */
async function settleConnections() {
  try {
    const { settings, allowed } = await fitConnections(process.env);
    Object.assign(process.env, settings);
    if (allowed !== null) {
      newLog().warn(
        { allowed, 'used-at-most': Number(process.env.DATABASE_CONNECTIONS) },
        'PostgreSQL allows fewer connections than DATABASE_CONNECTIONS: the register uses what there is',
      );
    }
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

if (!cluster.isWorker) await settleConnections();

const workers = countWorkers(process.env);
if (cluster.isWorker) {
  const { serveAsWorker } = await import('./serve/serve-as-worker.mjs');
  await serveAsWorker(root, place.port);
} else if (workers > 1) {
  const { supervise } = await import('./serve/supervise.mjs');
  await supervise(workers, place);
} else {
  const { serveAlone } = await import('./serve/serve-alone.mjs');
  await serveAlone(root, place);
}

/**
 * `npm start`: serves the built register. The settings come from the environment; APP_ENV decides what
 * kind of register it is (production when absent), WORKERS how many processes serve it.
 */
import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { countWorkers } from './serve/count-workers.mjs';

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

import { bootstrapAdmin } from '@/lib/accounts/bootstrap-admin';
import { closeDatabase, openDatabase } from '@/lib/db/database';
import { startQueue, stopQueue } from '@/lib/db/queue';
import { registerQueueMetrics } from '@/lib/db/queue-depth';
import { loadDemoData } from '@/lib/demo-data/load-demo-data';
import { reportLostKeys } from '@/lib/identity-records/report-lost-keys';
import { chooseTransport } from '@/lib/mail/transports/choose-transport';
import { env, SettingsError } from '@/lib/platform/env';
import { ensureKeyRing } from '@/lib/platform/key-ring';
import { log } from '@/lib/platform/log';
import { offerMetrics } from '@/lib/platform/metrics/scrape-workers';
import { processWide } from '@/lib/platform/process-wide';
import { supplierCallbackUrl } from '@/lib/suppliers/supplier-address';
import { registerWebhookMetrics } from '@/lib/webhooks/webhook-metrics';
import { startAccessRecordSweep } from './access-record-sweep';
import { startAuditSealer } from './audit-sealer';
import { startChangeNumbering } from './change-numbering';
import { startCleaning } from './cleaning';
import { startEmailFolding } from './email-folding';
import { startMailWorker } from './mail-worker';
import { startPortalWorker } from './portal-worker';
import { startReleaseCounting } from './release-counting';
import { startWebhookDispatcher } from './webhook-dispatcher';
import { startWebhookSweep } from './webhook-sweep';

async function start(): Promise<() => Promise<void>> {
  env();
  ensureKeyRing();
  chooseTransport();
  await openDatabase();
  await reportLostKeys();
  await startQueue();
  offerMetrics();
  registerQueueMetrics();
  registerWebhookMetrics();
  await bootstrapAdmin();
  await startMailWorker();
  await startPortalWorker();
  // Its customers are sent mails, which need their queue.
  if (env().DEMO_DATA) await loadDemoData();
  for (const supplier of env().SUPPLIERS) {
    log().info({ supplier: supplier.id, callback: supplierCallbackUrl(supplier) }, 'supplier');
  }
  const stops = [
    startAuditSealer(),
    startChangeNumbering(),
    startAccessRecordSweep(),
    startCleaning(),
    startEmailFolding(),
    startReleaseCounting(),
    startWebhookSweep(),
    startWebhookDispatcher(),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    await stopQueue();
    await closeDatabase();
  };
}

/** Stops what `startRegister` started; for the server, once it takes no more requests. */
function offerStop(stop: () => Promise<void>): void {
  processWide('stop-register', () => stop);
}

/**
 * Checks the settings, opens the database and starts the workers. Any fault ends the process with its
 * reason: a register that half works is worse than none.
 */
export async function startRegister(): Promise<void> {
  try {
    offerStop(await start());
    log().info({ origin: env().ORIGIN, 'app-env': env().APP_ENV }, 'register started');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
    if (!(error instanceof SettingsError)) log().fatal({ err: error }, 'register did not start');
    process.exit(1);
  }
}

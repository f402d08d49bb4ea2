/**
 * `npm run import -- FILE`: fills the empty database that the settings name from a file of
 * `npm run export`. No register may run on it yet. All or nothing; it exits 1 when it was nothing.
 */
import { existsSync } from 'node:fs';
import { startQueue, stopQueue } from '@/lib/db/queue';
import { createMailQueue } from '@/lib/jobs/mail-worker';
import { importRegister } from '@/lib/transfer/import-register';
import { showProgress, summary } from './progress';
import { withDatabase } from './with-database';

const [file, ...more] = process.argv.slice(2);
if (!file || more.length > 0 || !existsSync(file)) {
  console.error(file && more.length === 0 ? `There is no ${file}.` : 'Say: npm run import -- FILE');
  process.exit(1);
}

await withDatabase(async () => {
  await startQueue();
  try {
    await createMailQueue();
    const { header, auditEvents, mails } = await importRegister(file, showProgress);
    console.log(`Imported ${summary(header.tables)}, exported at ${header['exported-at']}.`);
    console.log(`Counts agree; the audit chain is whole: ${auditEvents} events.`);
    if (mails > 0) console.log(`Mails not sent yet that are queued again: ${mails}.`);
    return 0;
  } finally {
    await stopQueue();
  }
});

/**
 * `npm run export -- FILE`: the whole register in one file, for `npm run import` into another database.
 * The embedded database must not be in use; a PostgreSQL may be, and the file shows one instant of it.
 */
import { existsSync } from 'node:fs';
import { exportRegister } from '@/lib/transfer/export-register';
import { showProgress, summary } from './progress';
import { withDatabase } from './with-database';

const [file, ...more] = process.argv.slice(2);
if (!file || more.length > 0 || existsSync(file)) {
  console.error(
    file && more.length === 0
      ? `${file} is there already. Name a new file.`
      : 'Say: npm run export -- FILE',
  );
  process.exit(1);
}

await withDatabase(async () => {
  const { tables } = await exportRegister(file, showProgress);
  console.log(`Exported ${summary(tables)} to ${file}.`);
  console.log('It holds personal data, in part encrypted: keep it as you keep a backup.');
  console.log('The key ring is not in it. Bring the same ring, or nothing of it can be read.');
  return 0;
});

/**
 * `npm run evidence -- AK`: verifies what the register keeps of the customer's confirmation of an access
 * record, and tells the outcome, never the evidence itself. It stands in the audit. Exits 1 where the
 * evidence does not fit or there is none.
 */
import { examineEvidence } from '@/lib/receipts/examine-evidence';
import { withDatabase } from './with-database';

const [ak, ...more] = process.argv.slice(2);
if (ak === undefined || more.length > 0) {
  console.error('Say: npm run evidence -- AK');
  process.exit(1);
}

await withDatabase(async () => {
  const examination = await examineEvidence(ak);
  switch (examination.result) {
    case 'unknown-record':
      console.error(`There is no access record ${ak}.`);
      return 1;
    case 'none':
      console.error(`No evidence is kept of ${ak}.`);
      return 1;
    case 'does-not-fit': {
      const { evidenceDigest } = examination;
      console.error(`The evidence ${evidenceDigest} does not fit the record.`);
      return 1;
    }
    case 'fits': {
      const { method, confirmedAt, evidenceDigest } = examination;
      console.log(`The evidence fits: confirmed by ${method} at ${confirmedAt}.`);
      console.log(`Its digest: ${evidenceDigest}`);
      return 0;
    }
  }
});

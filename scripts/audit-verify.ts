/** `npm run audit:verify`: seals what is new, walks the audit chain, exits 1 at the first fault. */
import { sealAudit, verifyAudit } from '@/lib/audit/seal-audit';
import { db } from '@/lib/db/database';
import { withDatabase } from './with-database';

await withDatabase(async () => {
  // First what stands sealed, then the rest: sealing must not paper over a fault.
  const before = await verifyAudit(db());
  if (before.fault) {
    const { position, eventId, problem } = before.fault;
    console.error(
      `Fault at position ${position}: ${problem}${eventId ? ` (event ${eventId})` : ''}.`,
    );
    console.error(`${before.sealed} events before it are as they were written.`);
    return 1;
  }
  const added = await sealAudit();
  console.log(
    `The audit chain is whole: ${before.sealed + added} events, ${added} sealed just now.`,
  );
  return 0;
});

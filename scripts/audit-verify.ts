/**
 * `npm run audit:verify [-- POSITION SEAL]`: seals what is new, walks the audit chain, exits 1 at the
 * first fault. The last seal that it prints is to be kept elsewhere: named at a later run, it shows
 * whether the chain up to there is still the one that it was, and not one built anew.
 */
import { sealAudit, verifyAudit } from '@/lib/audit/seal-audit';
import { db } from '@/lib/db/database';
import { withDatabase } from './with-database';

const [position, noted, ...more] = process.argv.slice(2);
if (more.length > 0 || (position !== undefined && !(/^[1-9]\d*$/.test(position) && noted))) {
  console.error('Say: npm run audit:verify [-- POSITION SEAL]');
  process.exit(1);
}

/** The seal at `at`, or null past the end of the chain. */
async function sealAt(at: bigint): Promise<string | null> {
  const event = await db().auditEvent.findFirst({
    where: { position: at },
    select: { hash: true },
  });
  return event?.hash ?? null;
}

await withDatabase(async () => {
  // First what stands sealed, then the rest: sealing must not paper over a fault.
  const before = await verifyAudit(db());
  if (before.fault) {
    const { position: at, eventId, problem } = before.fault;
    console.error(`Fault at position ${at}: ${problem}${eventId ? ` (event ${eventId})` : ''}.`);
    console.error(`${before.sealed} events before it are as they were written.`);
    return 1;
  }
  if (position !== undefined && (await sealAt(BigInt(position))) !== noted) {
    console.error(
      `The seal noted for position ${position} is not there: the chain is another one.`,
    );
    return 1;
  }
  const added = await sealAudit();
  const all = before.sealed + added;
  console.log(`The audit chain is whole: ${all} events, ${added} sealed just now.`);
  const last = await sealAt(BigInt(all));
  if (last !== null) console.log(`To keep elsewhere: ${all} ${last}`);
  if (position !== undefined) console.log(`The seal noted for position ${position} stands.`);
  return 0;
});

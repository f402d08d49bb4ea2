import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { lockRecordsOfHolder } from '@/lib/identity-records/holders/lock-records';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { whileReachChanges } from '@/lib/release-changes/while-reach-changes';
import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import type { ResidenceProblem } from './dto';
import { findSessionById } from './find-session';
import { lastTimeOf, type ResidenceRecord } from './residence';
import {
  claimedMeterPoints,
  noteCustomers,
  supplierPerson,
  type SupplierWord,
} from './sign-in-by-supplier';

export type ResidenceProof = 'proven' | ResidenceProblem;

/** The day on which the supplier signed the customer in, where it tells: it may have been before they went there. */
function signedInOn({ claims }: SupplierWord, at: Date): Date {
  const { auth_time: told } = claims;
  const signedInAt = typeof told === 'number' ? new Date(Math.min(told * 1000, at.getTime())) : at;
  return parseDate(londonDateOf(signedInAt));
}

interface Proven {
  session: PortalSession;
  supplier: Supplier;
  records: ResidenceRecord[];
  customerId: string;
  provenOn: Date;
  at: Date;
}

async function keepProof(tx: Tx, proven: Proven): Promise<void> {
  const { session, supplier, records, customerId, provenOn, at } = proven;
  await tx.residenceProof.createMany({
    data: records.map(({ ir }) => ({
      ...{ ir, provenOn, provenAt: at, supplierCustomerId: customerId },
    })),
    skipDuplicates: true,
  });
  for (const { ir, open } of records) {
    await recordAudit(tx, {
      type: 'tenancy.residence-proven',
      ir,
      detail: {
        session: session.id,
        by: session.provedBy,
        supplier: supplier.id,
        'changes-answered': open.filter((change) => change < provenOn).length,
      },
    });
  }
}

async function prove(
  tx: Tx,
  session: PortalSession,
  word: SupplierWord & { mpxn: string },
): Promise<ResidenceProof> {
  await lockRecordsOfHolder(tx, session.ir ?? '');
  await lockMeterPoint(tx, word.mpxn);
  const at = now();
  const records = await lastTimeOf(tx, session, parseDate(londonDateOf(at)));
  const unanswered = records.filter(({ open }) => open.length > 0);
  if (unanswered.length === 0) return 'nothing-open';
  const provenOn = signedInOn(word, at);
  const answered = unanswered.filter(({ open }) => open.some((change) => change < provenOn));
  if (answered.length === 0) return 'too-early';
  const { supplier, mpxn } = word;
  if (!claimedMeterPoints(supplier, word.claims).includes(mpxn)) return 'other-meter';
  const [customerId = ''] = await noteCustomers(tx, supplierPerson(word), [mpxn]);
  await whileReachChanges(tx, mpxn, () =>
    keepProof(tx, { session, supplier, records: answered, customerId, provenOn, at }),
  );
  return 'proven';
}

/**
 * Takes a supplier's word that whoever opened this session lives at its meter point: with the proof of the person that
 * opened it, both halves of the answer to a false Change of Tenancy (docs/ceremonies.md#a-move-that-was-none). It lifts
 * what changes before the day of that sign-in did to releases, and nothing else.
 *
 * @returns null when the session has ended, or proves no Identity Record
 */
export async function proveResidence(
  sessionId: string,
  word: SupplierWord,
): Promise<ResidenceProof | null> {
  const session = await findSessionById(sessionId);
  if (!session?.ir || session.provedBy === 'supplier') return null;
  const { ir } = session;
  return inTransaction(async (tx) => {
    const record = await tx.identityRecord.findUnique({ where: { ir } });
    if (!record?.mpxn) return null;
    return prove(tx, session, { ...word, mpxn: record.mpxn });
  });
}

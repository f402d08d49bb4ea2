import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { now } from '@/lib/platform/clock';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { stableHash } from '@/lib/platform/stable-hash';
import type { Hint } from './hint';
import { openSession } from './open-session';

/** More meter points than this of one customer are not looked at. */
const MOST_METER_POINTS = 50;

/** The meter points that a supplier's claim names, one or a list; what is no meter number is left out. */
export function claimedMeterPoints(
  supplier: Supplier,
  claims: Readonly<Record<string, unknown>>,
): string[] {
  const claim = claims[supplier['mpxn-claim']];
  const named: unknown[] = Array.isArray(claim) ? claim : [claim];
  const found = named.map((value) => (typeof value === 'string' ? normaliseMpxn(value) : null));
  return [...new Set(found.filter((mpxn) => mpxn !== null))].slice(0, MOST_METER_POINTS);
}

/** What a supplier says of whom it has signed in. */
export interface SupplierWord {
  supplier: Supplier;
  /** The supplier's own name for the person (`sub`). */
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/** Somebody by a supplier's own name for them, which is not kept itself. */
interface SupplierPerson {
  supplierId: string;
  subjectHash: string;
}

export function supplierPerson({ supplier, subject }: SupplierWord): SupplierPerson {
  const supplierId = supplier.id;
  return { supplierId, subjectHash: stableHash('supplier-subject', `${supplierId}:${subject}`) };
}

/** Notes, the first time, that the supplier named the person there; answers the ids of all it names. */
export async function noteCustomers(
  tx: Tx,
  person: SupplierPerson,
  meterPoints: string[],
): Promise<string[]> {
  await tx.supplierCustomer.createMany({
    data: meterPoints.map((mpxn) => ({ id: newId('sup'), ...person, mpxn, firstProvenAt: now() })),
    skipDuplicates: true,
  });
  const customers = await tx.supplierCustomer.findMany({
    where: { ...person, mpxn: { in: meterPoints } },
  });
  return customers.map(({ id }) => id);
}

/**
 * Opens a session for somebody whom a supplier has signed in; null when the supplier named no meter point.
 */
export async function signInBySupplier(
  input: SupplierWord & { hint: Hint; locale: Locale; formerToken: string | null },
): Promise<string | null> {
  const { hint, locale, formerToken } = input;
  const meterPoints = claimedMeterPoints(input.supplier, input.claims);
  if (meterPoints.length === 0) return null;
  return inTransaction(async (tx) => {
    const customerIds = await noteCustomers(tx, supplierPerson(input), meterPoints);
    return openSession(tx, {
      proof: {
        provedBy: 'supplier',
        holderId: null,
        credentialId: null,
        provedIrs: [],
        customerIds,
      },
      ...{ hint, locale, formerToken },
    });
  });
}

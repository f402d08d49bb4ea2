import { db } from '@/lib/db/database';
import type { Account, Prisma } from '@/lib/db/generated/client';
import { plantAccount, plantRecord } from '@/lib/db/testing/plant-record';
import { parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import type { Question } from '../question';

export interface Change {
  day: string;
  isWithdrawn?: boolean;
}

/** What stands in the register about one access. Days are `YYYY-MM-DD`, times ISO. */
export interface World {
  state: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'DISCOVERED';
  registeredAt: string;
  expiry: string | null;
  dataTypes: string[];
  legalBasis: string;
  status: 'active' | 'suspended' | 'terminated';
  statutory: boolean;
  moveIn: string;
  recordCreatedAt: string;
  earliest: string | null;
  isVoided: boolean;
  changes: Change[];
  /** Days on which a supplier's word was taken for the customer's living there. */
  provenOn: string[];
}

export interface Planted {
  ak: string;
  mpxn: string;
  owner: Account;
  ir: string;
}

export const plainWorld: World = {
  state: 'ACTIVE',
  registeredAt: '2026-01-15T09:30:00Z',
  expiry: null,
  dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  legalBasis: 'uk-consent',
  status: 'active',
  statutory: false,
  moveIn: '2024-03-01',
  recordCreatedAt: '2026-01-10T12:00:00Z',
  earliest: null,
  isVoided: false,
  changes: [],
  provenOn: [],
};

let meterPoints = 0;

/** Puts a world into the database, at a meter point and of a Data User of its own. */
export async function plantWorld(differences: Partial<World> = {}): Promise<Planted> {
  const world = { ...plainWorld, ...differences };
  meterPoints += 1;
  const mpxn = `12${String(meterPoints).padStart(11, '0')}`;
  const { id } = await plantAccount(db());
  const owner = await db().account.update({
    where: { id },
    data: { status: world.status, statutory: world.statutory },
  });
  const { ir } = await plantRecord(db(), {
    accountId: id,
    mpxn,
    moveInDate: parseDate(world.moveIn),
    createdAt: new Date(world.recordCreatedAt),
    voidedAt: world.isVoided ? now() : null,
  });
  const ak = newId('ak');
  const document: Prisma.InputJsonObject = {
    processing: { 'data-types': world.dataTypes },
    'access-event': { 'controller-reference': null },
  };
  await db().accessRecord.create({
    data: {
      ak,
      accountId: id,
      mpxn,
      ir,
      state: world.state,
      legalBasis: world.legalBasis,
      document,
      registeredAt: new Date(world.registeredAt),
      expiry: world.expiry === null ? null : new Date(world.expiry),
      revokedAt: world.state === 'REVOKED' ? now() : null,
      createdAt: now(),
      earliestDataDate: world.earliest === null ? null : parseDate(world.earliest),
    },
  });
  for (const [index, { day, isWithdrawn }] of world.changes.entries()) {
    await db().$executeRaw`
      INSERT INTO tenancy_changes
        (mpxn, effective_date, source_reference, received_at, data_users_notified, withdrawn_at)
      VALUES (${mpxn}, ${day}::date, ${String(index)}, ${now()}, '{}', ${isWithdrawn ? now() : null})`;
  }
  for (const day of new Set(world.provenOn)) {
    await db().residenceProof.create({
      data: { ir, provenOn: parseDate(day), provenAt: now(), supplierCustomerId: 'none' },
    });
  }
  return { ak, mpxn, owner, ir };
}

/** A question about a planted access, which is good but for what `differences` say. */
export function questionOf(planted: Planted, differences: Partial<Question> = {}): Question {
  return {
    fault: null,
    key: planted.ak,
    mpxn: planted.mpxn,
    duid: planted.owner.duid,
    dataTypes: ['HH-CONSUMPTION'],
    from: '2026-02-01',
    to: '2026-02-28',
    ...differences,
  };
}

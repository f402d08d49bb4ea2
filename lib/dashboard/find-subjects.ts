import { db } from '@/lib/db/database';
import type { EventSubject } from './dto';

/** The ids that an event names. */
export interface Named {
  type: string;
  ak: string | null;
  ir: string | null;
  tokenRef: string | null;
  wid: string | null;
}

type Subjects = Map<string, EventSubject>;

const ROOT = '/dashboard';
const given = (values: (string | null)[]) => values.filter((value) => value !== null);

async function accessRecords(accountId: string, aks: string[]): Promise<EventSubject[]> {
  const rows = await db().$queryRaw<
    { ak: string; mpxn: string | null; reference: string | null }[]
  >`
    SELECT ak, mpxn, document #>> '{access-event,controller-reference}' AS reference
      FROM access_records WHERE ak = ANY (${aks}::text[]) AND account_id = ${accountId}`;
  return rows.map(({ ak, mpxn, reference }) => ({
    id: ak,
    path: `${ROOT}/records/${ak}`,
    mpxn,
    name: reference,
  }));
}

async function identityRecords(accountId: string, irs: string[]): Promise<EventSubject[]> {
  const rows = await db().identityRecord.findMany({
    where: { ir: { in: irs }, accountId },
    select: { ir: true, mpxn: true },
  });
  return rows.map(({ ir, mpxn }) => ({
    id: ir,
    path: `${ROOT}/identity-records/${ir}`,
    mpxn,
    name: null,
  }));
}

/**
 * A re-identification by meter point is named by its own id alone, since the record that it found is not
 * disclosed.
 */
async function reidentifications(accountId: string, refs: string[]): Promise<EventSubject[]> {
  const rows = await db().reidentification.findMany({
    where: { tokenRef: { in: refs }, accountId },
    select: {
      tokenRef: true,
      ir: true,
      crossOrganisation: true,
      identityRecord: { select: { mpxn: true } },
    },
  });
  return rows.map(({ tokenRef: id, ir, crossOrganisation, identityRecord: { mpxn } }) =>
    crossOrganisation
      ? { id, path: null, mpxn: null, name: null }
      : { id, path: `${ROOT}/identity-records/${ir}/re-identifications/${id}`, mpxn, name: null },
  );
}

async function webhooks(accountId: string, wids: string[]): Promise<EventSubject[]> {
  const rows = await db().webhook.findMany({
    where: { wid: { in: wids }, accountId, deletedAt: null },
    select: { wid: true, callbackUrl: true },
  });
  return rows.map(({ wid, callbackUrl }) => ({
    id: wid,
    path: `${ROOT}/webhooks/${wid}`,
    mpxn: null,
    name: callbackUrl,
  }));
}

/** The subjects of events that belong to the account; what belongs to others, or is gone, is left out. */
export async function findSubjects(accountId: string, rows: Named[]): Promise<Subjects> {
  const found = [
    ...(await accessRecords(accountId, given(rows.map(({ ak }) => ak)))),
    ...(await identityRecords(accountId, given(rows.map(({ ir }) => ir)))),
    ...(await reidentifications(accountId, given(rows.map(({ tokenRef }) => tokenRef)))),
    ...(await webhooks(accountId, given(rows.map(({ wid }) => wid)))),
  ];
  return new Map(found.map((subject) => [subject.id, subject]));
}

/** The subject of an event: of several things that it names the most specific one. */
export function subjectOf(row: Named, subjects: Subjects): EventSubject | null {
  const { type, ak, ir, tokenRef, wid } = row;
  const id = ak ?? wid ?? (type.startsWith('reidentification.') ? tokenRef : ir);
  return (id === null ? undefined : subjects.get(id)) ?? null;
}

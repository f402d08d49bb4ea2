import type { AccessDocument } from '@/lib/access-records/dto';
import { registerAccessRecord } from '@/lib/access-records/register-access-record';
import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { accessRecordSchema, type AccessRecordInput } from '@/lib/access-records/schemas';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { accesses, type DemoAccess } from './accesses';
import { arrangements } from './arrangements';
import { confirmAccess } from './confirm-access';
import { instantFrom } from './day-from';
import { recordKeyOf, type DemoRecords } from './load-households';

function noticeOf({ basis, arrangement }: DemoAccess) {
  if (!isConsentBasis(basis)) return null;
  const { controllers, 'arrangement-type': type } = arrangements[arrangement];
  const notice = { 'notice-version': '2026-04', 'notice-language': 'en' };
  const notices = controllers.map((controller) => ({
    'controller-name': controller.name,
    'terms-url': `${new URL(controller['contact-url']).origin}/terms`,
    ...notice,
  }));
  if (type === 'joint') return { notices };
  return { 'shared-notice': { 'terms-url': notices[0]?.['terms-url'], ...notice } };
}

function consentOf({ basis }: DemoAccess) {
  if (!isConsentBasis(basis)) return null;
  const type = basis === 'uk-explicit-consent' ? 'explicit-consent' : 'expressed-consent';
  return { 'consent-type': type, method: 'web form' };
}

function stateOf({ until, wasRevoked }: DemoAccess) {
  if (wasRevoked) return 'REVOKED';
  return until !== null && until < 0 ? 'EXPIRED' : 'ACTIVE';
}

function toBody(access: DemoAccess, ir: string, start: Date): AccessRecordInput {
  const { basis, purpose, types, since, until } = access;
  return accessRecordSchema.parse({
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': arrangements[access.arrangement],
      'identity-record-ref': ir,
    },
    notice: noticeOf(access),
    processing: {
      'legal-basis': basis,
      purpose,
      'data-types': [...types],
      'data-source': 'smart meter',
      ...(access.recipients ? { recipients: [...access.recipients] } : {}),
    },
    'access-event': {
      state: stateOf(access),
      'registered-at': instantFrom(start, since),
      expiry: until === null ? null : instantFrom(start, until),
      'controller-reference': access.reference,
      consent: consentOf(access),
    },
  });
}

/** The keys of what an earlier load registered, by reference. */
async function findLoaded(accountId: string): Promise<Map<string, string>> {
  const rows = await db().accessRecord.findMany({ where: { accountId, ir: { not: null } } });
  return new Map(
    rows.map(({ ak, document }) => {
      const event = (document as unknown as AccessDocument)['access-event'];
      return [event['controller-reference'] ?? '', ak];
    }),
  );
}

async function register(account: Account, access: DemoAccess, ir: string, start: Date) {
  const body = toBody(access, ir, start);
  const token = access.isConfirmed ? await confirmAccess(account, ir, body) : null;
  const { ak } = await registerAccessRecord(account, { ...body, 'confirmation-token': token });
  return ak;
}

/** Registers what is missing of the demo's access records, and revokes those that are to be. */
export async function loadAccesses(records: DemoRecords, start: Date): Promise<void> {
  for (const accountId of new Set(accesses.map(({ account }) => account))) {
    const account = await db().account.findUniqueOrThrow({ where: { id: accountId } });
    const loaded = await findLoaded(accountId);
    for (const access of accesses.filter((candidate) => candidate.account === accountId)) {
      const ir = records.get(recordKeyOf(access.household, accountId));
      if (!ir) throw new Error(`${accountId} does not know ${access.household}`);
      const ak = loaded.get(access.reference) ?? (await register(account, access, ir, start));
      if (access.revokedFor) await revokeAccessRecord(account, ak, { reason: access.revokedFor });
    }
  }
}

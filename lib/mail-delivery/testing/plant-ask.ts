import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { sealEmail } from '@/lib/identity-records/email-vault';
import { newRecordKey } from '@/lib/identity-records/record-key';
import { UNDO_LIFETIME_S } from '@/lib/identity-records/holders/undo-lifetime';
import type { Asker } from '@/lib/mail/mail-limits';
import { now, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';

const plantedReturnUrl = 'https://www.northwind.example/back?to=me';
export const plantedMpxn = '1200023456781';
export const plantedAddress = 'customer@example.com';

function newIds() {
  return {
    accountId: newId('tid'),
    holderId: newId('hld'),
    ir: newId('ir'),
    tokenRef: newId('mlr'),
    ceremonyId: newId('cer'),
    proofId: newId('prf'),
    credentialId: newId('cred'),
    undoId: newId('und'),
  };
}

type Ids = ReturnType<typeof newIds>;

async function plantRecord(tx: Tx, { accountId, holderId, ir }: Ids, at: Date): Promise<void> {
  await tx.account.create({
    data: {
      id: accountId,
      duid: newId('duid'),
      displayName: 'Northwind Energy',
      role: 'data_user',
      redirectUrls: [plantedReturnUrl],
      secretHash: 'none',
      registeredAt: at,
    },
  });
  await tx.holder.create({
    data: { id: holderId, userHandle: Buffer.from(holderId), createdAt: at },
  });
  const { key, row } = newRecordKey(ir);
  await tx.identityRecord.create({
    data: {
      ir,
      accountId,
      holderId,
      mpxn: plantedMpxn,
      expressedBy: 'data-subject',
      createdAt: at,
      ...sealEmail(ir, key, plantedAddress),
    },
  });
  await tx.recordKey.create({ data: { ir, ...row } });
}

async function plantAsking(tx: Tx, ids: Ids, at: Date): Promise<void> {
  const { accountId, ir, tokenRef, ceremonyId } = ids;
  const times = { createdAt: at, expiresAt: secondsFrom(at, 900) };
  const linkKeyId = activeKey('link').id;
  await tx.reidentification.create({
    data: {
      tokenRef,
      ir,
      accountId,
      crossOrganisation: false,
      method: 'magic_link',
      returnUrl: plantedReturnUrl,
      linkKeyId,
      ...times,
    },
  });
  await tx.ceremony.create({
    data: { id: ceremonyId, sessionHash: `session-${ir}`, tokenRef, createdAt: at },
  });
  await tx.emailProof.create({
    data: { id: ids.proofId, ir, ceremonyId, browserHash: 'browser', linkKeyId, ...times },
  });
}

async function plantPasskey(tx: Tx, ids: Ids, at: Date): Promise<void> {
  await tx.credential.create({
    data: {
      id: ids.credentialId,
      holderId: ids.holderId,
      webauthnId: `webauthn-${ids.ir}`,
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
      backupEligible: true,
      backedUp: true,
      aaguid: '00000000-0000-0000-0000-000000000000',
      enrolledForIr: ids.ir,
      enrolledByAccount: ids.accountId,
      registeredAt: at,
      records: { create: { ir: ids.ir, alias: newId('cred'), registeredAt: at } },
    },
  });
  await tx.passkeyUndo.create({
    data: {
      id: ids.undoId,
      ir: ids.ir,
      credentialId: ids.credentialId,
      accountId: ids.accountId,
      createdAt: at,
      expiresAt: secondsFrom(at, UNDO_LIFETIME_S),
    },
  });
}

/**
 * A Data User, its customer's record with an address and a passkey, and an open question to them; `asker` as
 * who causes mails.
 */
export async function plantAsk(): Promise<Ids & { asker: Asker }> {
  const ids = newIds();
  const at = now();
  await inTransaction(async (tx) => {
    await plantRecord(tx, ids, at);
    await plantAsking(tx, ids, at);
    await plantPasskey(tx, ids, at);
  });
  return { ...ids, asker: { id: ids.accountId, mailsPerHour: 200 } };
}

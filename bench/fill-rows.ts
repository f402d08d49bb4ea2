import { createHash } from 'node:crypto';
import { createAuthenticatorKey } from '../harness/authenticator-key';
import { sealOf } from '@/lib/audit/seal-audit';
import { sealPrivatePart } from '@/lib/identity-records/dto';
import { sealEmail } from '@/lib/identity-records/email-vault';
import { newRecordKey } from '@/lib/identity-records/record-key';
import type { Row } from './copy-rows';
import { documentOf } from '../harness/callers/access-record-document';
import {
  accessKeyOf,
  accountIdOf,
  duidOf,
  PROVIDER_ID,
  emailOf,
  identityRecordOf,
  idOf,
  mpxnOf,
  ownerOf,
  type Size,
} from './fill-ids';

/** In the order in which rows refer to each other. */
export const filledTables = [
  'accounts',
  'holders',
  'identity_records',
  'record_keys',
  'credentials',
  'record_credentials',
  'reidentifications',
  'access_records',
  'access_record_changes',
  'tenancy_changes',
  'audit_events',
] as const;
export type FilledTable = (typeof filledTables)[number];
export type Rows = Record<FilledTable, Row[]>;

export const emptyRows = (): Rows => ({
  accounts: [],
  holders: [],
  identity_records: [],
  record_keys: [],
  credentials: [],
  record_credentials: [],
  reidentifications: [],
  access_records: [],
  access_record_changes: [],
  tenancy_changes: [],
  audit_events: [],
});

const DAY_MS = 86_400_000;
/** Registers grew over two years. */
const SPAN_MS = 730 * DAY_MS;
const { cosePublicKey } = createAuthenticatorKey('ES256');

/** Makes the rows of one register after the other meter point, and the seals of its audit as it goes. */
export class RowMaker {
  #position = 0n;
  #hash = '';

  constructor(
    private readonly size: Size,
    private readonly end: Date,
  ) {}

  /** The chain's end so far. */
  get head(): { position: bigint; hash: string } {
    return { position: this.#position, hash: this.#hash };
  }

  accountRow(n: number, secretHash: string): Row {
    const duid = duidOf(this.size, n);
    return {
      ...{ id: accountIdOf(n), duid, display_name: `Energy ${n}`, role: 'data_user' },
      ...this.#shared(secretHash),
    };
  }

  providerRow(secretHash: string): Row {
    return {
      ...{
        id: PROVIDER_ID,
        duid: `duid_${'f'.repeat(24)}`,
        display_name: 'Gridline',
        role: 'data_provider',
      },
      ...this.#shared(secretHash),
    };
  }

  #shared(secretHash: string): Row {
    return {
      status: 'active',
      redirect_urls: [],
      data_types: [],
      secret_hash: secretHash,
      registered_at: new Date(this.end.getTime() - SPAN_MS),
    };
  }

  #audit(
    rows: Rows,
    at: Date,
    type: string,
    event: {
      account: string;
      ak?: string;
      ir?: string;
      detail: Record<string, string | boolean | null>;
    },
  ) {
    this.#position += 1n;
    const { account: accountId, ak = null, ir = null, detail } = event;
    const eventId = idOf('aud', this.size, Number(this.#position), 4 * this.size.records);
    this.#hash = sealOf(this.#hash, this.#position, {
      ...{ eventId, sequence: 0n, at, accountId, eventType: type, ak, ir, tokenRef: null, detail },
      ...{ position: null, hash: null },
    });
    rows.audit_events.push({
      ...{ event_id: eventId, at, account_id: accountId, event_type: type, ak, ir },
      ...{ detail: JSON.stringify(detail), position: this.#position, hash: this.#hash },
    });
  }

  /** One household: its person, its passkey, its accesses, what the audit holds of them. */
  addMeterPoint(rows: Rows, n: number): void {
    const { meterPoints, records } = this.size;
    const at = new Date(this.end.getTime() - SPAN_MS + Math.floor((n / meterPoints) * SPAN_MS));
    const account = accountIdOf(ownerOf(this.size, n));
    const ir = identityRecordOf(this.size, n);
    const holder = idOf('hld', this.size, n, meterPoints);
    const key = newRecordKey(ir);
    const email = n % 10 < 8 ? sealEmail(ir, key.key, emailOf(n)) : null;
    rows.holders.push({
      id: holder,
      user_handle: createHash('sha256').update(holder).digest(),
      created_at: at,
    });
    rows.identity_records.push({
      ...{
        ir,
        account_id: account,
        holder_id: holder,
        mpxn: mpxnOf(n),
        move_in_date: '2019-03-01',
      },
      expressed_by: 'data-subject',
      pii_ciphertext: sealPrivatePart(ir, key.key, { address: null, verification: null }),
      ...{ email_hash: email?.emailHash ?? null, mailbox_hash: email?.mailboxHash ?? null },
      email_folded_hash: email?.emailFoldedHash ?? null,
      ...{ email_ciphertext: email?.emailCiphertext ?? null, email_mask: email?.emailMask ?? null },
      created_at: at,
    });
    rows.record_keys.push({ ir, key_id: key.row.keyId, wrapped_key: key.row.wrappedKey });
    this.#audit(rows, at, 'identity-record.created', {
      account,
      ir,
      detail: { 'verification-outcome': null },
    });
    if (n % 8 === 0) this.#addPasskey(rows, n, { ir, account, holder, at });
    if (n % 100 === 0) this.#addTenancyChange(rows, n);
    const [first, next] = [n, n + 1].map((point) => Math.floor((point / meterPoints) * records));
    for (let record = first ?? 0; record < (next ?? 0); record += 1) {
      this.#addRecord(rows, record, n, { ir, at, isFirst: record === first });
    }
  }

  #addPasskey(
    rows: Rows,
    n: number,
    { ir, account, holder, at }: { ir: string; account: string; holder: string; at: Date },
  ) {
    const id = idOf('cred', this.size, n, this.size.meterPoints);
    rows.record_credentials.push({ ir, credential_id: id, alias: id, registered_at: at });
    rows.credentials.push({
      ...{ id, holder_id: holder },
      webauthn_id: createHash('sha256').update(`passkey of ${holder}`).digest('base64url'),
      ...{ public_key: cosePublicKey, counter: 0, transports: ['internal'] },
      ...{ backup_eligible: true, backed_up: true, aaguid: '00000000-0000-0000-0000-000000000000' },
      ...{ enrolled_for_ir: ir, enrolled_by_account: account, registered_at: at, proven_at: at },
    });
  }

  #addTenancyChange(rows: Rows, n: number) {
    rows.tenancy_changes.push({
      ...{ mpxn: mpxnOf(n), effective_date: '2018-06-01', source_reference: `COT-${n}` },
      ...{ received_at: new Date(this.end.getTime() - SPAN_MS), active_records_affected: 0 },
      data_users_notified: [],
    });
  }

  #addRecord(
    rows: Rows,
    record: number,
    n: number,
    household: { ir: string; at: Date; isFirst: boolean },
  ) {
    const { ir, at, isFirst } = household;
    const ak = accessKeyOf(this.size, record);
    // A second access in five is that of another Data User, to whom the customer confirmed who they are.
    const isOther = !isFirst && n % 5 === 0;
    const owner = (ownerOf(this.size, n) + (isOther ? 1 : 0)) % this.size.accounts;
    const account = accountIdOf(owner);
    const state = record % 13 === 0 ? 'REVOKED' : record % 11 === 0 ? 'EXPIRED' : 'ACTIVE';
    const expiry =
      state === 'EXPIRED'
        ? new Date(at.getTime() + 3_600_000)
        : record % 2 === 0
          ? new Date(this.end.getTime() + 30 * DAY_MS + (record % 365) * DAY_MS)
          : null;
    const tokenRef = isOther ? idOf('mlr', this.size, record, this.size.records) : null;
    const { basis, text } = documentOf(record, {
      ...{ controller: `Energy ${owner}`, ir: isOther ? null : ir, registeredAt: at, expiry },
    });
    if (tokenRef) {
      rows.reidentifications.push({
        ...{
          token_ref: tokenRef,
          ir,
          account_id: account,
          cross_organisation: true,
          method: 'magic-link',
        },
        ...{ created_at: at, expires_at: new Date(at.getTime() + 900_000), link_key_id: 'none' },
        ...{
          outcome: 'confirmed',
          outcome_at: at,
          confirmed_by: 'magic-link',
          assurance: 'proven',
        },
        ...{ used_at: at, used_for_ak: ak },
      });
    }
    rows.access_records.push({
      ...{
        ak,
        account_id: account,
        mpxn: mpxnOf(n),
        ir,
        token_ref: tokenRef,
        state,
        legal_basis: basis,
      },
      ...{ document: text, registered_at: at, expiry, revoked_at: state === 'REVOKED' ? at : null },
      created_at: at,
    });
    rows.access_record_changes.push({
      ...{ id: idOf('evt', this.size, record, this.size.records), ak, at, state: 'ACTIVE' },
      ...{ cause: 'registered', account_id: account },
    });
    this.#audit(rows, at, 'access-record.registered', {
      ...{ account, ak, detail: { state: 'ACTIVE', 'legal-basis': basis, 'by-token': isOther } },
    });
  }
}

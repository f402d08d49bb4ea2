// The evidence is sealed in the database, and a command beside the register reads it there.
// @module-tag postgres
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { checkEvidence, type ReceiptEvidence } from '../../components/receipts/check-evidence';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { consentBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { proposedConsent, type ProposedAnswer } from '../../harness/callers/proposal';
import { registerAccess } from '../../harness/callers/registered-access';
import { queryDatabase } from '../../harness/query-database';
import { runNpm } from '../cli/run-npm';
import { auditOf } from './support/audit-events';
import { openRecords, recordIds, signInByPasskey, VERIFIED } from './support/portal';
import { ownReceipt, readReceipt } from './support/receipts';

const isServer = inject('postgresServer') !== null;

let register: OwnRegister;
let home: EnrolledHousehold;
let ak: string;
let proposalDigest: string;

const sql = (text: string, values: unknown[]) =>
  queryDatabase(register.databaseUrl ?? '', text, values);

/** A consent that its customer's passkey confirmed, of which the register keeps the evidence. */
async function registerConfirmed(customer: EnrolledHousehold): Promise<string> {
  const started = await confirmProposal(customer, proposedConsent());
  const asked = await started.account.call<ProposedAnswer>('GET', started.statusPath);
  proposalDigest = asked.body['proposal-digest'] ?? '';
  const body = consentBody(customer.ir);
  return registerAccess(customer.owner, { ...body, 'confirmation-token': started.tokenRef });
}

beforeAll(async () => {
  if (!isServer) return;
  register = await startOwnRegister({ name: 'receipt-proof' });
  const account = await register.client.createAccount();
  home = await enrolHousehold(account, register.origin, { fields: VERIFIED });
  ak = await registerConfirmed(home);
}, 240_000);
afterAll(() => (isServer ? register.stop() : undefined));

async function openReceipt(browser: CustomerBrowser): Promise<{ id: string; text: string }> {
  const [id = ''] = recordIds(await openRecords(browser));
  return { id, text: (await browser.open(`/portal/records/${id}/receipt`)).text };
}

test.runIf(isServer)(
  'a receipt names the confirmation and the digest of its evidence, and holds none of it',
  async () => {
    const { claims } = await readReceipt(
      register.origin,
      (await ownReceipt(home.owner, ak)).receipt,
    );
    expect(claims.confirmation).toMatchObject({
      method: 'passkey-assert',
      assurance: 'proven',
      'proposal-digest': proposalDigest,
    });
    expect(claims['evidence-digest']).toMatch(/^[\w-]{43}$/);
    expect(claims.record.event.map(({ event_type: type }) => type)).toEqual([
      'confirmed',
      'registered',
    ]);
    expect(JSON.stringify(claims)).not.toMatch(/clientDataJSON|publicKey|signature/);
  },
);

test.runIf(isServer)(
  'whoever confirmed takes a copy with the evidence, which fits, and which the audit knows',
  async () => {
    const browser = new CustomerBrowser(register.origin);
    await signInByPasskey(browser, home.device);
    const { id, text } = await openReceipt(browser);
    expect(text).toContain(`/portal/records/${id}/receipt/proof`);
    // The page shows the receipt; the evidence is in no page.
    expect(text).not.toContain('authenticatorData');
    const answer = await browser.press(`/portal/records/${id}/receipt/proof`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect(answer.headers['cache-control']).toBe('no-store');
    const copy = JSON.parse(answer.text) as { receipt: string; evidence: ReceiptEvidence };
    const { claims } = await readReceipt(register.origin, copy.receipt);
    expect(await checkEvidence(copy.evidence, claims as never)).toBe('fits');
    const [event] = (await auditOf(register.client.admin, { ak, event_type: 'receipt.issued' }))
      .events;
    expect(event?.detail).toMatchObject({ 'with-proof': true });
  },
);

test.runIf(isServer)(
  'somebody else at the meter point gets the receipt, and no evidence',
  async () => {
    const other = await enrolHousehold(home.owner, register.origin, {
      mpxn: home.mpxn,
      fields: VERIFIED,
      isAnother: true,
    });
    const browser = new CustomerBrowser(register.origin);
    await signInByPasskey(browser, other.device);
    const { id, text } = await openReceipt(browser);
    expect(text).toContain('data:application/jose,');
    expect(text).not.toContain('/receipt/proof');
    const answer = await browser.press(`/portal/records/${id}/receipt/proof`);
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `${register.origin}/portal/records/${id}`,
    ]);
  },
);

test.runIf(isServer)(
  'the operator’s command says whether the evidence fits, shows none of it and is audited',
  async () => {
    const settings = {
      DATABASE_URL: register.databaseUrl ?? '',
      DATA_DIR: register.dataDir,
      ORIGIN: register.origin,
    };
    const examine = (key: string) => runNpm(settings, 'evidence', key);
    const fits = await examine(ak);
    expect(fits).toMatchObject({ code: 0, stderr: '' });
    expect(fits.stdout).toMatch(
      /^The evidence fits: confirmed by passkey-assert at \S+\.\nIts digest: [\w-]{43}\n$/,
    );
    const results = async () =>
      (await auditOf(register.client.admin, { ak, event_type: 'evidence.examined' })).events.map(
        ({ detail }) => detail['result'],
      );
    expect(await results()).toEqual(['fits']);

    const without = await registerAccess(home.owner, consentBody(home.ir));
    expect((await examine(without)).stderr).toContain('No evidence is kept');
    expect((await examine('ak_000000000000000000000000')).stderr).toContain('no access record');

    await sql(
      `UPDATE access_records
        SET customer_confirmation = (customer_confirmation::jsonb || $2::jsonb)::json WHERE ak = $1`,
      [ak, JSON.stringify({ 'proposal-digest': 'A'.repeat(43) })],
    );
    expect((await examine(ak)).stderr).toContain('does not fit');
    expect(await results()).toEqual(['does-not-fit', 'fits']);
  },
);

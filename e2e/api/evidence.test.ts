// What stands in the tables is read from either database.
// @module-tag postgres
import { createDecipheriv } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKeyRing } from '@/lib/platform/key-ring-shape';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { consentBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import type { EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { complete, usePasskey } from '../../harness/callers/passkey-page';
import {
  digestOf,
  proposedConsent,
  proposedContract,
  type ProposedAnswer,
} from '../../harness/callers/proposal';
import { startOwn, type Started } from '../../harness/callers/reidentification';
import { registerAccess, replace, verify } from '../../harness/callers/registered-access';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { runSql } from '../cli/run-sql';
import { isConfirmed, type Confirmed, type Evidence } from './support/verify-evidence';

const ring = generateKeyRing(new Date('2026-01-01T00:00:00Z'));
const algorithms = ['ES256', 'EdDSA', 'RS256'] as const;
type Algorithm = (typeof algorithms)[number];

interface EvidenceRow {
  token_ref: string;
  sealed: Uint8Array;
  key_id: string;
  wrapped_key: Uint8Array;
  digest: string;
  ak: string | null;
}

interface ChangeRow {
  ak: string;
  replaced_confirmation: JsonObject | null;
  replaced_confirmation_ref: string | null;
}

let register: OwnRegister;
let account: ApiAccount;
let rows: EvidenceRow[];
let changes: ChangeRow[];
const proposed = new Map<string, Confirmed['bound']>();
const confirmed = new Map<string, string>();
let registered: { ak: string; first: string; second: string; confirmation: unknown };

async function enrolWith(algorithm: Algorithm): Promise<EnrolledHousehold> {
  const { origin } = register;
  const household = await createHousehold(account);
  const browser = new CustomerBrowser(origin);
  const device = new SoftwareAuthenticator({ origin });
  const { page } = await startOwn(household, { method: 'passkey-register' });
  const { creationOptions } = await browser.open(page);
  if (!creationOptions) throw new Error('this page makes no passkey');
  const made = await complete(browser, page, device.register(creationOptions, { algorithm }));
  if (made.status !== 200) throw new Error(`not enrolled: ${made.text}`);
  return { ...household, browser, device, passkeyId: device.passkeys[0]?.id ?? '' };
}

/** Notes what was proposed with a re-identification of the household. */
async function note(name: string, started: Started, { mpxn }: { mpxn: string }): Promise<void> {
  const { tokenRef } = started;
  const { body } = await account.call<ProposedAnswer>('GET', started.statusPath);
  const duid = account.duid ?? '';
  const proposal = body['proposed-access'] ?? {};
  proposed.set(tokenRef, { 'token-ref': tokenRef, duid, mpxn, proposal });
  confirmed.set(name, tokenRef);
}

async function confirmAll(): Promise<void> {
  for (const algorithm of algorithms) {
    const household = await enrolWith(algorithm);
    const proposal = proposedConsent({ purpose: `Made with ${algorithm}` });
    await note(algorithm, await confirmProposal(household, proposal), household);
  }
  const household = await enrolWith('ES256');
  await note('contract', await confirmProposal(household, proposedContract()), household);
  await note('nothing', await confirmProposal(household, null), household);
  const newcomer = await createHousehold(account);
  const browser = new CustomerBrowser(register.origin);
  const device = new SoftwareAuthenticator({ origin: register.origin });
  const fields = { method: 'passkey-register', 'proposed-access': proposedConsent() };
  const started = await startOwn(newcomer, fields);
  await usePasskey(browser, device, started.page);
  await usePasskey(browser, device, started.page);
  await note('enrolled', started, newcomer);
  const [first, second] = [
    await confirmProposal(household, proposedConsent()),
    await confirmProposal(household, proposedConsent()),
  ];
  const tokenOf = ({ tokenRef }: Started) => ({ 'confirmation-token': tokenRef });
  const ak = await registerAccess(account, { ...consentBody(household.ir), ...tokenOf(first) });
  const confirmation = (await verify(register.client, ak))['customer-confirmation'];
  await replace(account, ak, { ...consentBody(household.ir), ...tokenOf(second) });
  registered = { ak, first: first.tokenRef, second: second.tokenRef, confirmation };
}

beforeAll(async () => {
  const env = { KEY_RING: JSON.stringify(ring), RATE_LIMIT_SCALE: '1000' };
  register = await startOwnRegister({ name: 'evidence', env });
  account = await register.client.createAccount();
  await confirmAll();
  await register.kill();
  const settings = { DATA_DIR: register.dataDir, DATABASE_URL: register.databaseUrl ?? '' };
  rows = (await runSql(settings, 'SELECT * FROM confirmation_evidence')) as EvidenceRow[];
  changes = (await runSql(
    settings,
    `SELECT * FROM access_record_changes WHERE cause = 'replaced'`,
  )) as ChangeRow[];
});

afterAll(() => register.stop());

function open(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const [iv, tag, body] = [sealed.subarray(0, 12), sealed.subarray(12, 28), sealed.subarray(28)];
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

function rowOf(name: string): EvidenceRow | undefined {
  return rows.find(({ token_ref: tokenRef }) => tokenRef === confirmed.get(name));
}

function evidenceOf(row: EvidenceRow): Evidence {
  const { token_ref: tokenRef } = row;
  const wrapping = ring.encryption.find(({ id }) => id === row.key_id);
  const ringKey = Buffer.from(wrapping?.secret ?? '', 'base64url');
  const own = open(ringKey, row.wrapped_key, `evidence-key:${tokenRef}`);
  return JSON.parse(open(own, row.sealed, `evidence:${tokenRef}`).toString()) as Evidence;
}

function confirmationOf(name: string): Confirmed {
  const row = rowOf(name);
  const bound = proposed.get(confirmed.get(name) ?? '');
  if (!row || !bound) throw new Error(`no evidence of ${name}`);
  const { origin } = register;
  return { evidence: evidenceOf(row), bound, origin, rpId: 'localhost' };
}

describe.each([...algorithms, 'enrolled'])('the evidence of a consent (%s)', (name) => {
  test('convinces a verifier that knows the specifications alone', () => {
    expect(isConfirmed(confirmationOf(name))).toBe(true);
  });

  test.each(['clientDataJSON', 'authenticatorData', 'signature', 'publicKey'] as const)(
    'convinces nobody once any byte of its %s is another',
    (member) => {
      const right = confirmationOf(name);
      const whole = Buffer.from(right.evidence[member], 'base64url');
      expect(whole.length).toBeGreaterThan(30);
      for (const at of whole.keys()) {
        const spoilt = Buffer.from(whole);
        spoilt.writeUInt8(spoilt.readUInt8(at) ^ 1, at);
        const evidence = { ...right.evidence, [member]: spoilt.toString('base64url') };
        expect(isConfirmed({ ...right, evidence }), `${member}[${at}]`).toBe(false);
      }
    },
  );

  test('convinces nobody of another proposal, meter point, organisation or request', () => {
    const right = confirmationOf(name);
    const { proposal, ...of } = right.bound;
    const others: Confirmed['bound'][] = [
      { ...of, proposal: { ...proposal, purpose: `${String(proposal['purpose'])}.` } },
      { ...of, proposal: { ...proposal, expiry: '2099-01-01T00:00:00.000Z' } },
      { ...right.bound, mpxn: `${of.mpxn.slice(0, -1)}X` },
      { ...right.bound, duid: `${of.duid}0` },
      { ...right.bound, 'token-ref': `${of['token-ref'].slice(0, -1)}x` },
    ];
    for (const bound of others) expect(isConfirmed({ ...right, bound })).toBe(false);
  });

  test('has a digest of its own, and is sealed so that its bytes are not to be read', () => {
    const row = rowOf(name);
    const { evidence } = confirmationOf(name);
    expect(row?.digest).toBe(digestOf({ ...evidence }));
    const sealed = Buffer.from(row?.sealed ?? []).toString('latin1');
    expect(sealed).not.toContain(evidence.signature.slice(0, 16));
  });
});

describe('evidence', () => {
  test('is kept of consents that a passkey confirmed, and of nothing else', () => {
    expect([rowOf('contract'), rowOf('nothing')]).toEqual([undefined, undefined]);
    expect(rows).toHaveLength(algorithms.length + 3);
  });

  test('is of no record until one is registered with it', () => {
    const { ak, first, second } = registered;
    const of = (tokenRef: string) => rows.find((row) => row.token_ref === tokenRef)?.ak;
    expect([of(first), of(second), rowOf('ES256')?.ak]).toEqual([ak, ak, null]);
  });

  test('of each confirmation has a key of its own', () => {
    const keys = rows.map((row) => Buffer.from(row.wrapped_key).toString('hex'));
    expect(new Set(keys).size).toBe(rows.length);
    const [one, other] = rows;
    const ringKey = Buffer.from(ring.encryption[0]?.secret ?? '', 'base64url');
    const own = open(
      ringKey,
      one?.wrapped_key ?? Buffer.of(),
      `evidence-key:${one?.token_ref ?? ''}`,
    );
    const opening = () =>
      open(own, other?.sealed ?? Buffer.of(), `evidence:${other?.token_ref ?? ''}`);
    expect(opening).toThrow();
  });
});

test('a confirmation that is replaced stays in the history', () => {
  const change = changes.find(({ ak }) => ak === registered.ak);
  expect(change?.replaced_confirmation_ref).toBe(registered.first);
  expect(change?.replaced_confirmation).toEqual(registered.confirmation);
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import {
  applyPasskeyMutation,
  isAsHonest,
  isSameMeaning,
  passkeyMutation,
  type PasskeyAnswer,
  type PasskeyMutation,
} from '../fuzz/passkey-mutation';
import { withinTime } from '../fuzz/within-time';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { registerSelfAttested } from './support/hand-made-registration';
import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { complete, refreshOptions, usePasskey } from '../../harness/callers/passkey-page';
import { startOwn, statusOf, type Started } from '../../harness/callers/reidentification';

/** The same mutations each time, unless told otherwise. */
const seed = Number(process.env.FUZZ_SEED ?? '20261123');
const numRuns = Number(process.env.FUZZ_MUTATIONS ?? '150');
const LIMIT_MS = 15_000;
/** A session lives five minutes, on a slow machine too. */
const PER_SESSION = 60;

let register: OwnRegister;
let account: ApiAccount;
beforeAll(async () => {
  register = await startOwnRegister({ name: 'fuzz-passkeys', env: { RATE_LIMIT_SCALE: '100000' } });
  account = await register.client.createAccount();
});
afterAll(() => register.stop());

/** A ceremony whose page is open, and how it is answered honestly. */
interface Open {
  browser: CustomerBrowser;
  started: Started;
  answer: () => Promise<PasskeyAnswer>;
}

/** Goes through `open`ed ceremonies with mutated answers, a new one once one is over. */
class Attack {
  #open: Open | null = null;
  #tries = 0;
  /** Honest in all that counts, and so rightly taken. */
  taken = 0;
  refused = 0;

  constructor(
    private readonly begin: () => Promise<Open>,
    private readonly isHonest: (answer: PasskeyAnswer, changed: unknown) => boolean = isSameMeaning,
  ) {}

  async #ready(): Promise<Open> {
    if (this.#open === null || this.#tries >= PER_SESSION) {
      this.#open = await this.begin();
      this.#tries = 0;
    }
    this.#tries += 1;
    return this.#open;
  }

  async try(mutation: PasskeyMutation): Promise<void> {
    const { browser, started, answer } = await this.#ready();
    const honest = await answer();
    const changed = applyPasskeyMutation(honest, mutation);
    const done = await complete(browser, started.page, changed);
    expect(done.status, done.text).toBeLessThan(500);
    expect(done.text).not.toMatch(/\n\s+at |node_modules|Error:/);
    const { status } = await statusOf(started);
    if (done.status === 200) {
      expect(this.isHonest(honest, changed), 'taken, though it says something else').toBe(true);
      expect(status).toBe('confirmed');
      this.taken += 1;
      this.#open = null;
      return;
    }
    this.refused += 1;
    expect([400, 422]).toContain(done.status);
    expect(status).toBe('pending');
  }

  /** After all that, the same ceremony takes an honest answer. */
  async endHonestly(): Promise<void> {
    const { browser, started, answer } = await this.#ready();
    expect((await complete(browser, started.page, await answer())).status).toBe(200);
    expect((await statusOf(started)).status).toBe('confirmed');
    this.taken += 1;
  }
}

async function forAll(attack: Attack, name: string): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      passkeyMutation,
      withinTime(LIMIT_MS, (mutation) => attack.try(mutation)),
    ),
    { seed, numRuns },
  );
  await attack.endHonestly();
  console.log(
    `${name}: ${attack.refused} refused, ${attack.taken} honest ones taken, seed ${seed}`,
  );
}

/** Events of the account, by type, oldest or newest alike. */
async function countEvents(type: string): Promise<number> {
  const { body } = await account.call<{ events: { event_type: string }[] }>(
    'GET',
    '/v1/self/audit?limit=500',
  );
  return body.events.filter(({ event_type: found }) => found === type).length;
}

async function openAssertion(customer: EnrolledHousehold): Promise<Open> {
  const { browser, device } = customer;
  const started = await startOwn(customer, { method: 'passkey-assert' });
  await browser.open(started.page);
  return {
    browser,
    started,
    async answer() {
      const { requestOptions } = await refreshOptions(browser, started.page);
      if (!requestOptions) throw new Error('no options');
      return device.assert(requestOptions) as unknown as PasskeyAnswer;
    },
  };
}

async function openEnrolment(isAttested: boolean): Promise<Open> {
  const { origin } = register;
  const household = await createHousehold(account, { email: null });
  const started = await startOwn(household, { method: 'passkey-register' });
  const browser = new CustomerBrowser(origin);
  await browser.open(started.page);
  const device = new SoftwareAuthenticator({ origin });
  return {
    browser,
    started,
    async answer() {
      // Whatever was refused has left no passkey.
      expect(await credentialsOf(household)).toEqual([]);
      const { creationOptions } = await refreshOptions(browser, started.page);
      if (!creationOptions) throw new Error('no options');
      const plain = device.register(creationOptions) as unknown as PasskeyAnswer;
      if (!isAttested) return plain;
      const passkey = device.passkeys.at(-1);
      if (!passkey) throw new Error('no passkey');
      return registerSelfAttested(passkey, creationOptions, origin) as unknown as PasskeyAnswer;
    },
  };
}

// What is fuzzed is the same over either database.
describe.runIf(inject('databaseUrl') === null)(
  'a passkey’s answer that was changed on its way',
  () => {
    test('as an assertion confirms nothing, and every confirmation is in the audit', async () => {
      const customer = await enrolHousehold(account, register.origin);
      const before = await countEvents('reidentification.confirmed');
      const attack = new Attack(() => openAssertion(customer));
      await forAll(attack, 'assertions');
      expect(await countEvents('reidentification.confirmed')).toBe(before + attack.taken);
      const honest = await startOwn(customer, { method: 'passkey-assert' });
      expect((await usePasskey(customer.browser, customer.device, honest.page)).status).toBe(200);
    });

    test.each([
      ['that attests itself', true, isSameMeaning],
      ['without attestation', false, isAsHonest],
    ] as const)(
      'as a registration %s enrols nothing, and every passkey is in the audit',
      async (name, isAttested, isHonest) => {
        const before = await countEvents('credential.registered');
        const attack = new Attack(() => openEnrolment(isAttested), isHonest);
        await forAll(attack, `registrations ${name}`);
        expect(await countEvents('credential.registered')).toBe(before + attack.taken);
      },
    );
  },
);

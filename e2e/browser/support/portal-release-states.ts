import { consentBody, contractBody } from '../../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../../harness/callers/household';
import { registerAccess } from '../../../harness/callers/registered-access';
import { reportTenancy } from '../../api/support/dcc-reports';
import { VERIFIED } from '../../api/support/portal';
import { askRelease, dayFrom } from '../../api/support/release-questions';
import { followLink, RECORD_PATH, signInByMail } from './portal';
import type { Scene } from './scene';
import type { State } from './state';

const DAY_MS = 86_400_000;

/** On each of these days so many questions are asked, then the time goes on. */
const asked = [
  { days: 9, counts: [3, 0] },
  { days: 1, counts: [1, 0] },
  { days: 14, counts: [4, 2] },
  { days: 7, counts: [1, 0] },
  { days: 7, counts: [2, 0] },
  { days: 1, counts: [1, 0] },
  { days: 6, counts: [0, 1] },
  { days: 7, counts: [2, 0] },
  { days: 20, counts: [1, 0] },
] as const;

/** Data of the household is asked for over weeks, which pass for the register. */
export async function askOverWeeks(scene: Scene, home: Household, ak: string): Promise<void> {
  const { register, client } = scene;
  const provider = await client.createAccount({
    role: 'data_provider',
    'display-name': 'Meterlink Data Services Limited',
  });
  const from = dayFrom(register.clock.now(), -20);
  for (const { days, counts } of asked) {
    const [allowed, refused] = counts;
    for (let turn = 0; turn < allowed; turn += 1) {
      await askRelease(register.origin, provider, { home, ak, from });
    }
    for (let turn = 0; turn < refused; turn += 1) {
      const dataTypes = ['HH-EXPORT'];
      await askRelease(register.origin, provider, { home, ak, from, dataTypes });
    }
    await register.clock.advance(days * DAY_MS);
    provider.forgetToken();
  }
  // After the weeks that passed, older tokens are over.
  for (const account of [client.admin, scene.northwind, scene.brightmeter]) account.forgetToken();
}

async function reportMove(scene: Scene, days: number) {
  const home = await createHousehold(scene.northwind, { fields: VERIFIED });
  await registerAccess(home.owner, consentBody(home.ir));
  const dcc = await scene.client.createAccount({ role: 'dcc' });
  await reportTenancy(dcc, home.mpxn, dayFrom(scene.register.clock.now(), days));
  return signInByMail(scene, home);
}

const residence = { title: 'portal.residence.title', heading: 'portal.residence.heading' };
const record = { title: 'portal.states.ACTIVE', heading: 'portal.record.heading' };

export const portalReleaseStates: State[] = [
  {
    ...record,
    name: 'a consent whose data was asked for',
    next: 'portal.releases.older',
    async reach(scene) {
      const home = await createHousehold(scene.northwind, { fields: VERIFIED });
      const ak = await registerAccess(home.owner, consentBody(home.ir));
      await askOverWeeks(scene, home, ak);
      return followLink(await signInByMail(scene, home), RECORD_PATH);
    },
  },
  {
    ...record,
    name: 'an access of a statutory organisation',
    next: 'portal.entry.statutoryText',
    async reach(scene) {
      const owner = await scene.client.createAccount({ 'display-name': 'Northwind Energy' });
      const path = `/v1/admin/accounts/${owner.id}`;
      await scene.client.admin.call('PATCH', path, { statutory: true });
      const home = await createHousehold(owner, { fields: VERIFIED });
      await registerAccess(owner, contractBody(home.ir, 'uk-public-task'));
      return followLink(await signInByMail(scene, home), RECORD_PATH);
    },
  },
  {
    ...residence,
    name: 'the report of a move',
    next: 'portal.residence.otherwise',
    async reach(scene) {
      const page = await reportMove(scene, -10);
      await page.goto(`${scene.register.origin}/portal/residence`);
      return page;
    },
  },
  {
    ...residence,
    name: 'a move that nobody reported',
    next: 'portal.residence.none',
    async reach(scene) {
      const home = await createHousehold(scene.northwind, { fields: VERIFIED });
      const page = await signInByMail(scene, home);
      await page.goto(`${scene.register.origin}/portal/residence`);
      return page;
    },
  },
  {
    ...residence,
    name: 'the report of a move that a supplier’s word did not answer',
    title: 'portal.residence.titleError',
    next: 'portal.residence.problems.other-meter',
    async reach(scene) {
      const page = await reportMove(scene, -10);
      await page.goto(`${scene.register.origin}/portal/residence?problem=other-meter`);
      return page;
    },
  },
];

import { changed, consentBody, contractBody } from '../../../harness/callers/access-record-body';
import { reportSighting, reportTenancy } from '../../api/support/dcc-reports';
import { createHousehold } from '../../../harness/callers/household';
import { VERIFIED } from '../../api/support/portal';
import { registerAccess, registerConsent } from '../../../harness/callers/registered-access';
import { startOwn } from '../../../harness/callers/reidentification';
import { mainButton } from './ceremonies';
import {
  enrolCustomer,
  fillMeterPoint,
  followLink,
  RECORD_PATH,
  signInByMail,
  signInByPasskey,
  WITHDRAW_PATH,
} from './portal';
import { expect, type Scene } from './scene';
import type { State } from './state';

const list = { title: 'portal.records.title', heading: 'portal.records.heading' };
const unknownPower = { values: { organisation: 'Unknown Power' } };

async function openWithdrawal(scene: Scene) {
  await enrolCustomer(scene);
  return followLink(await signInByPasskey(scene), WITHDRAW_PATH);
}

async function withdraw(scene: Scene) {
  const page = await openWithdrawal(scene);
  await mainButton(page).click();
  await page.waitForURL('**/withdrawn');
  return page;
}

export const portalRecordStates: State[] = [
  {
    ...list,
    ...unknownPower,
    name: 'the list of the portal, all there is',
    next: 'portal.records.warningDo',
    async reach(scene) {
      await fillMeterPoint(scene, await enrolCustomer(scene));
      return signInByPasskey(scene);
    },
  },
  {
    ...list,
    name: 'the list with an access that is disputed',
    next: 'portal.entry.disputed',
    async reach(scene) {
      const { mpxn } = await enrolCustomer(scene);
      const { ir } = await createHousehold(scene.northwind, { mpxn, email: null });
      await registerAccess(scene.northwind, contractBody(ir));
      const reason = 'Nobody of that name lives there.';
      const path = `/v1/admin/identity-records/${ir}/void`;
      expect((await scene.client.admin.call('POST', path, { reason })).status).toBe(200);
      return signInByPasskey(scene);
    },
  },
  {
    ...list,
    name: 'the list of somebody whom nobody has verified, empty',
    next: 'portal.records.partial',
    async reach(scene) {
      return signInByMail(scene, await createHousehold(scene.northwind));
    },
  },
  {
    ...list,
    name: 'the list of somebody who has moved out',
    next: 'portal.records.left',
    async reach(scene) {
      const dcc = await scene.client.createAccount({ role: 'dcc' });
      const home = await createHousehold(scene.northwind, { fields: VERIFIED });
      const body = contractBody(home.ir);
      const running = changed(body, ['access-event.registered-at', '2025-01-01T00:00:00Z']);
      await registerAccess(home.owner, running);
      await reportTenancy(dcc, home.mpxn, '2026-02-01');
      return signInByMail(scene, home);
    },
  },
  {
    ...list,
    name: 'the list with a request that is answered here',
    next: 'portal.requests.read',
    async reach(scene) {
      const home = await createHousehold(scene.northwind);
      await startOwn(home, { method: 'magic-link' });
      return signInByMail(scene, home);
    },
  },
  {
    ...list,
    name: 'the list with a request that is answered where it began',
    next: 'portal.requests.answer.where-it-began',
    async reach(scene) {
      await startOwn(await enrolCustomer(scene), { method: 'passkey-assert' });
      return signInByPasskey(scene);
    },
  },
  {
    ...list,
    name: 'the list after a request was refused there',
    next: 'portal.records.notes.request-refused',
    async reach(scene) {
      await startOwn(await enrolCustomer(scene), { method: 'passkey-assert' });
      const page = await signInByPasskey(scene);
      await page.getByRole('button', { name: scene.words('portal.requests.refuse') }).click();
      await page.waitForURL('**/portal/records?problem=request-refused');
      return page;
    },
  },
  {
    name: 'a consent in the portal',
    title: 'portal.states.ACTIVE',
    heading: 'portal.record.heading',
    next: 'portal.record.withdrawButton',
    async reach(scene) {
      await enrolCustomer(scene);
      return followLink(await signInByPasskey(scene), RECORD_PATH);
    },
  },
  {
    name: 'an access on other grounds in the portal',
    title: 'portal.states.ACTIVE',
    heading: 'portal.record.heading',
    next: 'portal.record.objectHeading',
    async reach(scene) {
      const home = await createHousehold(scene.northwind);
      await registerAccess(home.owner, contractBody(home.ir));
      return followLink(await signInByMail(scene, home), RECORD_PATH);
    },
  },
  {
    ...unknownPower,
    name: 'an unregistered access in the portal',
    title: 'portal.states.DISCOVERED',
    heading: 'portal.record.heading',
    next: 'portal.records.warningDo',
    async reach(scene) {
      const dcc = await scene.client.createAccount({ role: 'dcc' });
      const home = await createHousehold(scene.northwind, { fields: VERIFIED });
      await reportSighting(dcc, home.mpxn);
      return followLink(await signInByMail(scene, home), RECORD_PATH);
    },
  },
  {
    name: 'a withdrawal before it is confirmed',
    title: 'portal.withdraw.title',
    heading: 'portal.withdraw.heading',
    next: 'portal.withdraw.button',
    reach: openWithdrawal,
  },
  {
    name: 'a withdrawal whose reason is none of those offered',
    title: 'portal.withdraw.titleError',
    heading: 'portal.withdraw.heading',
    next: 'portal.withdraw.reasonError',
    async reach(scene) {
      const page = await openWithdrawal(scene);
      await page.goto(`${page.url()}?problem=reason`);
      return page;
    },
  },
  {
    name: 'a consent that had ended before it was to be withdrawn',
    title: 'portal.record.titleError',
    heading: 'portal.record.heading',
    next: 'portal.record.backToList',
    async reach(scene) {
      const page = await withdraw(scene);
      await page.goto(page.url().replace(/\/withdrawn$/, '?problem=not-withdrawn'));
      return page;
    },
  },
  {
    name: 'a withdrawal from an organisation for whom another acts',
    title: 'portal.withdraw.title',
    heading: 'portal.withdraw.heading',
    next: 'portal.withdraw.stopsThrough',
    values: { organisation: 'Green Homes Ltd', through: 'Northwind Energy' },
    async reach(scene) {
      const home = await createHousehold(scene.northwind);
      const controller = 'record-metadata.controller-arrangement.controllers[0].name';
      const body = changed(consentBody(home.ir), [controller, 'Green Homes Ltd']);
      await registerAccess(home.owner, body);
      return followLink(await signInByMail(scene, home), WITHDRAW_PATH);
    },
  },
  {
    name: 'the receipt of a withdrawal',
    title: 'portal.withdrawn.title',
    heading: 'portal.withdrawn.heading',
    next: 'portal.withdrawn.list',
    reach: withdraw,
  },
  {
    name: 'a withdrawn consent in the portal',
    title: 'portal.states.withdrawn',
    heading: 'portal.record.heading',
    next: 'portal.record.backToList',
    async reach(scene) {
      const page = await withdraw(scene);
      await page.goto(page.url().replace(/\/withdrawn$/, ''));
      return page;
    },
  },
  {
    name: 'a record that this customer does not see',
    title: 'portal.unknownRecord.title',
    heading: 'portal.unknownRecord.heading',
    next: 'portal.unknownRecord.list',
    async reach(scene) {
      const home = await createHousehold(scene.northwind);
      await registerConsent(home);
      const page = await signInByMail(scene, home);
      await page.goto(`${scene.register.origin}/portal/records/${'0'.repeat(24)}`);
      return page;
    },
  },
];

import type { Page } from '@playwright/test';
import { startOwn } from '../../../harness/callers/reidentification';
import { enrolHere, mainButton, pressMain, startEnrolment } from './ceremonies';
import type { Device, Scene } from './scene';
import type { State } from './state';

/** Chromium's own words for an answer of that status to a request of the page. */
const refused = (status: number) => new RegExp(`the server responded with a status of ${status} `);
const UNREACHABLE = /net::ERR_FAILED/;

interface SentResponse {
  response: { id: string; rawId: string; response: { signature: string } };
}

/** What the page sends next is changed on its way, as by a broken device. */
async function changeNextResponse(page: Page, change: (sent: SentResponse) => void): Promise<void> {
  await page.route(
    '**/passkey/complete',
    async (route) => {
      const sent = route.request().postDataJSON() as SentResponse;
      change(sent);
      await route.continue({ postData: JSON.stringify(sent) });
    },
    { times: 1 },
  );
}

async function startAssertion(scene: Scene) {
  const household = await enrolHere(scene);
  return startOwn(household, { method: 'passkey-assert' });
}

async function openEnrolment(scene: Scene): Promise<Page> {
  const { started } = await startEnrolment(scene);
  await scene.page.goto(started.page);
  return scene.page;
}

async function failsToConfirm(scene: Scene, change: (sent: SentResponse) => void): Promise<Page> {
  const started = await startAssertion(scene);
  await changeNextResponse(scene.page, change);
  await pressMain(scene, started.page);
  return scene.page;
}

/** The time of the page passes, as on a page that was left open. */
async function waitOnPage(scene: Scene, time: string): Promise<Page> {
  await scene.page.clock.install();
  await openEnrolment(scene);
  await mainButton(scene.page).and(scene.page.locator(':enabled')).waitFor();
  await scene.page.clock.fastForward(time);
  return scene.page;
}

async function pressOutdated(scene: Scene): Promise<Page> {
  const { started } = await startEnrolment(scene);
  await scene.page.goto(started.page);
  // Five views of a browser may be open; these close the first.
  for (let view = 0; view < 5; view += 1) await scene.page.request.get(started.page);
  await mainButton(scene.page).click();
  return scene.page;
}

/** The device's copy of the passkey has a counter from before: a copy was used meanwhile. */
async function pressCopied(scene: Scene): Promise<Page> {
  const started = await startAssertion(scene);
  const [passkey] = await scene.authenticator.credentials();
  if (!passkey) throw new Error('no passkey was made');
  await scene.authenticator.clear();
  await scene.authenticator.addCredential({ ...passkey, signCount: 0 });
  await pressMain(scene, started.page);
  return scene.page;
}

/** Two pages enrol for one record; the other one is done while this one is still open. */
async function pressOvertaken(scene: Scene): Promise<Page> {
  const { household, started } = await startEnrolment(scene);
  await scene.page.goto(started.page);
  const other: Device = await scene.openOtherDevice();
  await pressMain(other, (await startOwn(household, { method: 'passkey-register' })).page);
  await other.page.waitForURL('**/done');
  await mainButton(scene.page).click();
  return scene.page;
}

/** The passkey that is proved lies on the device that is then asked to make one. */
async function enrolTwiceHere(scene: Scene): Promise<Page> {
  const household = await enrolHere(scene);
  const started = await startOwn(household, { method: 'passkey-register' });
  await pressMain(scene, `${started.page}&way=new`);
  await scene.page
    .getByRole('heading', { name: scene.words('steps.enrol.heading'), exact: true })
    .waitFor();
  await mainButton(scene.page).click();
  return scene.page;
}

async function pressWithout(scene: Scene, missing: 'passkey' | 'finger'): Promise<Page> {
  const started = await startAssertion(scene);
  if (missing === 'passkey') await scene.authenticator.clear();
  else await scene.authenticator.setUserVerified(false);
  await pressMain(scene, started.page);
  return scene.page;
}

const notice = (name: string) => ({
  title: 'passkey.titleProblem',
  heading: `passkey.notices.${name}.heading`,
});

export const deviceStates: State[] = [
  {
    name: 'a device that is being asked',
    title: 'passkey.titleWaiting',
    heading: 'steps.enrol.heading',
    next: 'passkey.waiting',
    async reach(scene) {
      await scene.authenticator.setAnswers(false);
      const { started } = await startEnrolment(scene);
      await pressMain(scene, started.page);
      await mainButton(scene.page).and(scene.page.locator('[aria-disabled]')).waitFor();
      return scene.page;
    },
  },
  {
    ...notice('not-allowed'),
    name: 'an enrolment that was cancelled',
    next: 'passkey.steps.again',
    async reach(scene) {
      await scene.authenticator.setUserVerified(false);
      const { started } = await startEnrolment(scene);
      await pressMain(scene, started.page);
      return scene.page;
    },
  },
  {
    ...notice('not-allowed'),
    name: 'a device without the passkey',
    next: 'passkey.steps.device',
    reach: (scene) => pressWithout(scene, 'passkey'),
  },
  {
    ...notice('not-allowed'),
    name: 'a finger that the device does not know',
    next: 'passkey.steps.mail',
    reach: (scene) => pressWithout(scene, 'finger'),
  },
  {
    ...notice('already-here'),
    name: 'a passkey that this device already has',
    next: 'passkey.notices.already-here.link',
    reach: enrolTwiceHere,
  },
  {
    ...notice('device'),
    name: 'a device that cannot keep a passkey',
    next: 'passkey.notices.device.text',
    async reach(scene) {
      await scene.page.addInitScript(() => {
        navigator.credentials.create = () =>
          Promise.reject(new DOMException('none here', 'NotSupportedError'));
      });
      const page = await openEnrolment(scene);
      await mainButton(page).click();
      return page;
    },
  },
  {
    ...notice('not-allowed'),
    name: 'a browser that answers a cancelled enrolment with nothing',
    next: 'passkey.steps.again',
    async reach(scene) {
      await scene.page.addInitScript(() => {
        navigator.credentials.create = () => Promise.resolve(null);
      });
      const page = await openEnrolment(scene);
      await mainButton(page).click();
      return page;
    },
  },
  {
    ...notice('busy'),
    name: 'a register that answers and cannot do its work',
    next: 'passkey.reach',
    allowedConsole: [/503/],
    async reach(scene) {
      const page = await openEnrolment(scene);
      const body = JSON.stringify({ result: 'problem', problem: 'busy' });
      await page.route('**/passkey/complete', (route) =>
        route.fulfill({ status: 503, contentType: 'application/json', body }),
      );
      await mainButton(page).click();
      return page;
    },
  },
  {
    ...notice('unreachable'),
    name: 'a register that cannot be reached',
    next: 'passkey.reach',
    allowedConsole: [UNREACHABLE],
    async reach(scene) {
      const page = await openEnrolment(scene);
      await page.route('**/passkey/complete', (route) => route.abort());
      await mainButton(page).click();
      return page;
    },
  },
  {
    ...notice('challenge'),
    name: 'a try that came too late',
    next: 'steps.enrol.button',
    allowedConsole: [refused(422)],
    reach: pressOutdated,
  },
  {
    ...notice('credential'),
    name: 'a passkey that is not of this meter point',
    next: 'steps.assert.button',
    allowedConsole: [refused(422)],
    reach: (scene) =>
      failsToConfirm(scene, ({ response }) => {
        response.id = response.rawId = Buffer.from('somebody else’s').toString('base64url');
      }),
  },
  {
    ...notice('verification'),
    name: 'an answer that does not verify',
    next: 'steps.assert.button',
    allowedConsole: [refused(422)],
    reach: (scene) =>
      failsToConfirm(scene, ({ response }) => {
        const signature = Buffer.from(response.response.signature, 'base64url');
        signature.writeUInt8(signature.readUInt8(10) ^ 1, 10);
        response.response.signature = signature.toString('base64url');
      }),
  },
  {
    ...notice('counter'),
    name: 'a passkey that may have been copied',
    next: 'ways.mail',
    allowedConsole: [refused(422)],
    reach: pressCopied,
  },
  {
    ...notice('proof-missing'),
    name: 'an enrolment that another page was faster with',
    next: 'passkey.notices.proof-missing.link',
    allowedConsole: [refused(422)],
    reach: pressOvertaken,
  },
  {
    name: 'a browser that cannot use passkeys',
    title: 'passkey.titleUnsupported',
    heading: 'passkey.unsupported.heading',
    next: 'passkey.steps.mail',
    async reach(scene) {
      await scene.page.addInitScript(() => {
        Reflect.deleteProperty(window, 'PublicKeyCredential');
      });
      return openEnrolment(scene);
    },
  },
  {
    name: 'a page that is about to run out of time',
    title: 'steps.enrol.title',
    heading: 'steps.enrol.heading',
    next: 'passkey.expiresSoon',
    reach: (scene) => waitOnPage(scene, '04:15'),
  },
  {
    name: 'a page that ran out of time while it was open',
    title: 'passkey.titleExpired',
    heading: 'passkey.expired.heading',
    next: 'passkey.expired.link',
    reach: (scene) => waitOnPage(scene, '05:01'),
  },
];

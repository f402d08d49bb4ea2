import { createHousehold } from '../../../harness/callers/household';
import { otherCode } from '../../../harness/callers/mailed';
import { startAcross, startOwn } from '../../../harness/callers/reidentification';
import { httpRequest } from '../../../harness/http-request';
import { askForCode, enrolHere, startEnrolment, startProof, typeCode } from './ceremonies';
import { expect, type Scene } from './scene';
import type { State } from './state';

/** One more than the views of a session that may be open in all browsers together. */
const TOO_MANY_VIEWS = 26;
const CODE_TRIES = 5;

async function openEnrolment(scene: Scene) {
  const { started } = await startEnrolment(scene);
  await scene.page.goto(started.page);
  return scene.page;
}

/** A further enrolment for a customer who has a passkey on this device. */
async function openFurther(scene: Scene, way: string) {
  const household = await enrolHere(scene);
  const started = await startOwn(household, { method: 'passkey-register' });
  await scene.page.goto(`${started.page}${way}`);
  return scene.page;
}

/** Northwind Energy asks a customer who can only confirm by e-mail. */
async function openMailOnly(scene: Scene) {
  const household = await enrolHere(scene);
  const started = await startOwn(household, { method: 'passkey-assert' });
  await scene.page.goto(`${started.page}&way=mail`);
  return scene.page;
}

async function typeWrongCodes(scene: Scene, count: number) {
  const { code } = await askForCode(scene);
  for (let wrong = 1; wrong <= count; wrong += 1) {
    await typeCode(scene.page, otherCode(code));
    const left = CODE_TRIES - wrong;
    if (left === 0) await expect(scene.page.locator('#code')).toHaveCount(0);
    else await expect(scene.page.locator('#code-error')).toContainText(String(left));
  }
  return scene.page;
}

async function openCrowded(scene: Scene) {
  const { started } = await startEnrolment(scene);
  for (let view = 0; view < TOO_MANY_VIEWS; view += 1) await httpRequest(started.page);
  await scene.page.goto(started.page);
  return scene.page;
}

export const stepStates: State[] = [
  {
    name: 'an enrolment that waits for its button',
    title: 'steps.enrol.title',
    heading: 'steps.enrol.heading',
    next: 'steps.enrol.button',
    reach: openEnrolment,
  },
  {
    name: 'a request to confirm with a passkey',
    title: 'steps.assert.title',
    heading: 'steps.assert.heading',
    next: 'steps.assert.button',
    async reach(scene) {
      const household = await enrolHere(scene);
      const started = await startOwn(household, { method: 'passkey-assert' });
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'an offer to use the passkey that exists',
    title: 'steps.use-existing.title',
    heading: 'steps.use-existing.heading',
    next: 'steps.use-existing.button',
    reach: (scene) => openFurther(scene, ''),
  },
  {
    name: 'proof with a passkey before another is made',
    title: 'steps.prove-passkey.title',
    heading: 'steps.prove-passkey.heading',
    next: 'steps.prove-passkey.button',
    reach: (scene) => openFurther(scene, '&way=new'),
  },
  {
    name: 'proof by e-mail before a passkey is made',
    title: 'steps.prove-email.title',
    heading: 'steps.prove-email.heading',
    next: 'steps.prove-email.button',
    values: { organisation: 'Brightmeter' },
    async reach(scene) {
      await scene.page.goto((await startProof(scene)).started.page);
      return scene.page;
    },
  },
  {
    name: 'confirming by e-mail instead',
    title: 'steps.prove-email.title',
    heading: 'steps.prove-email.heading',
    next: 'ways.passkey',
    reach: openMailOnly,
  },
  {
    name: 'a code to type',
    title: 'steps.enter-code.title',
    heading: 'steps.enter-code.heading',
    next: 'steps.enter-code.resendButton',
    async reach(scene) {
      await askForCode(scene);
      return scene.page;
    },
  },
  {
    name: 'a wrong code',
    title: 'steps.enter-code.titleWrong',
    heading: 'steps.enter-code.heading',
    next: 'steps.enter-code.button',
    reach: (scene) => typeWrongCodes(scene, 1),
  },
  {
    name: 'a code that was wrong five times',
    title: 'steps.enter-code.titleWrong',
    heading: 'steps.enter-code.heading',
    next: 'steps.enter-code.noTries',
    reach: (scene) => typeWrongCodes(scene, CODE_TRIES),
  },
  {
    name: 'an enrolment after proof by e-mail',
    title: 'steps.enrol.title',
    heading: 'steps.enrol.heading',
    next: 'ways.finishButton',
    values: { organisation: 'Brightmeter' },
    async reach(scene) {
      const { code } = await askForCode(scene);
      await typeCode(scene.page, code);
      await scene.page.waitForURL(/register\?session=[^&]+$/);
      return scene.page;
    },
  },
  {
    name: 'a request that is open in too many browsers',
    title: 'crowded.title',
    heading: 'crowded.heading',
    next: 'crowded.again',
    reach: openCrowded,
  },
  {
    name: 'a first passkey that another organisation asks for, without an e-mail to prove',
    title: 'steps.enrol.title',
    heading: 'steps.enrol.heading',
    next: 'ways.help',
    values: { organisation: 'Brightmeter' },
    async reach(scene) {
      const household = await createHousehold(scene.northwind, { email: null });
      const started = await startAcross(scene.brightmeter, household.mpxn, {
        method: 'passkey-register',
      });
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
];

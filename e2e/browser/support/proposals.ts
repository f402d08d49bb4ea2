import type { JsonObject } from '../../../harness/api-client';
import { createHousehold } from '../../../harness/callers/household';
import { linkIn } from '../../../harness/callers/mailed';
import { proposedConsent } from '../../../harness/callers/proposal';
import { startAcross, startOwn } from '../../../harness/callers/reidentification';
import { enrolHere, mailTo, type Enrolling } from './ceremonies';
import type { Scene } from './scene';

const CONTACT = 'https://northwind.example/contact';
/** As long as the API lets a name be, without a place to break. */
const LONG = 'Tariffrecommendationservice'.repeat(10).slice(0, 255);

/** Words that would like to be the register's, an authority's, or wider than the page. */
export const hostileWords = {
  purpose: `Checked by the Central Access Register.” Press Allow.\n\u202eyas ew tahw si siht\u202c ${'x'.repeat(300)}`,
  authority: 'Ofgem (verified by this register)',
  lookalike: 'Nоrthwind Energy',
  long: LONG,
};

/** A consent that everything hostile is written into. */
export function hostileConsent(fields: JsonObject = {}): JsonObject {
  const { purpose, authority, lookalike, long } = hostileWords;
  const controllers = [
    { name: authority, role: 'lead', 'contact-url': CONTACT },
    { name: long, role: 'joint', 'contact-url': CONTACT },
    { name: lookalike, role: 'joint', 'contact-url': CONTACT },
  ];
  return proposedConsent({
    'legal-basis': 'uk-explicit-consent',
    purpose,
    expiry: '2099-06-30T12:00:00Z',
    controllers,
    recipients: [{ name: long, role: 'q'.repeat(100), 'privacy-url': 'https://a@evil.example/p' }],
    notice: {
      notices: controllers.map(({ name }) => ({
        'controller-name': name,
        'terms-url': `https://${'t'.repeat(60)}.${'u'.repeat(60)}.example/terms`,
        'notice-version': '2026-01',
      })),
    },
    ...fields,
  });
}

/** A customer with a passkey on this device, asked for it anew by Northwind Energy. */
export async function proposeHere(
  scene: Scene,
  proposal: JsonObject,
  fields: JsonObject = {},
): Promise<Enrolling> {
  const household = await enrolHere(scene);
  const started = await startOwn(household, {
    method: 'passkey-assert',
    'proposed-access': proposal,
    ...fields,
  });
  return { household, started };
}

/** A new customer of Northwind Energy, asked for a passkey by it or, by the meter number, by Brightmeter. */
export async function proposeWithEnrolment(
  scene: Scene,
  by: 'northwind' | 'brightmeter',
  proposal: JsonObject,
): Promise<Enrolling> {
  const household = await createHousehold(scene.northwind);
  const fields = { method: 'passkey-register', 'proposed-access': proposal };
  const started =
    by === 'northwind'
      ? await startOwn(household, fields)
      : await startAcross(scene.brightmeter, household.mpxn, fields);
  return { household, started };
}

/** Northwind Energy, or across organisations Brightmeter, mails a link; its address, and the mail. */
export async function proposeByMail(
  scene: Scene,
  proposal: JsonObject,
  { by = 'northwind', ...fields }: JsonObject & { by?: 'northwind' | 'brightmeter' } = {},
) {
  const household = await createHousehold(scene.northwind);
  const body = { method: 'magic-link', 'proposed-access': proposal, ...fields };
  const started =
    by === 'northwind'
      ? await startOwn(household, body)
      : await startAcross(scene.brightmeter, household.mpxn, body);
  const mail = await mailTo(scene, household);
  return { household, started, mail, link: linkIn(mail) };
}

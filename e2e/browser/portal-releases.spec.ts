import { consentBody } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess } from '../../harness/callers/registered-access';
import { VERIFIED } from '../api/support/portal';
import { overhang } from './support/overhang';
import { followLink, RECORD_PATH, signInByMail } from './support/portal';
import { askOverWeeks } from './support/portal-release-states';
import { expect, test } from './support/scene';

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

test('when data was asked for is read at 360 pixels, without JavaScript, colour or sight', async ({
  scene,
}) => {
  const home = await createHousehold(scene.northwind, { fields: VERIFIED });
  const ak = await registerAccess(home.owner, consentBody(home.ir));
  await askOverWeeks(scene, home, ak);
  const page = await signInByMail(scene, home);
  await expect(page.getByText('Last asked for and allowed on')).toBeVisible();
  await followLink(page, RECORD_PATH);
  const section = page.getByRole('region', { name: 'When your data was asked for' });
  await expect(
    section.getByText('Last asked for by Meterlink Data Services Limited, allowed, on'),
  ).toBeVisible();
  await expect(section.getByText('allowed 15 times, refused 3 times.')).toBeVisible();
  await expect(section.getByRole('img', { name: 'Each day has a bar.' })).toBeVisible();
  const days = section.getByRole('listitem');
  await expect(days.filter({ visible: true })).toHaveCount(7);
  await section.getByText('2 earlier days').click();
  await expect(days.filter({ visible: true })).toHaveCount(9);
  await expect(days.filter({ hasText: 'Allowed 4 times. Refused 2 times.' })).toHaveCount(1);
  expect(await overhang(page)).toBe(0);
});

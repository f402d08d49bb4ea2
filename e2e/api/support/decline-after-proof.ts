import type { EnrolledHousehold } from '../../../harness/callers/enrolled-household';
import { fieldsOf, usePasskey, withWay } from '../../../harness/callers/passkey-page';

/** Proves the customer's passkey on an enrolment page and then declines. @throws {Error} when it did not work */
export async function declineAfterProof(
  { browser, device }: EnrolledHousehold,
  page: string,
): Promise<void> {
  const proved = await usePasskey(browser, device, withWay(page, 'new'));
  if (proved.body.result !== 'next') throw new Error(`not proved: ${proved.text}`);
  const declined = await browser.press('/passkey/decline', fieldsOf(page));
  if (declined.status !== 303) throw new Error(`not declined: ${declined.status}`);
}

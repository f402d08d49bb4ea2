import type { JsonObject } from '../api-client';
import type { EnrolledHousehold } from './enrolled-household';
import { usePasskey } from './passkey-page';
import { startOwn, type Started } from './reidentification';

/** A re-identification on the household's record that its passkey has confirmed, with what was proposed. */
export async function confirmProposal(
  household: EnrolledHousehold,
  proposal: JsonObject | null,
  fields: JsonObject = {},
): Promise<Started> {
  const body = { method: 'passkey-assert', 'proposed-access': proposal, ...fields };
  const started = await startOwn(household, body);
  const done = await usePasskey(household.browser, household.device, started.page);
  if (done.status !== 200) throw new Error(`not confirmed: ${done.status} ${done.text}`);
  return started;
}

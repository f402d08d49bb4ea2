import { beforeAll, describe, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent, stateOf } from '../../harness/callers/registered-access';
import { auditOf } from './support/audit-events';
import { leadsTo, openAdmin } from './support/console';

const { client, origin } = sharedRegister();
const reason = 'Case 7 of the county court';

let desk: CustomerBrowser;
let ak: string;

beforeAll(async () => {
  const admin = await client.createAccount({ role: 'admin' });
  ({ browser: desk } = await openAdmin(origin, admin));
  ak = await registerConsent(await createHousehold(await client.createAccount()));
});

describe('in the operator’s console', () => {
  test('a record is held for a dispute, and the hold lifted, on pages that ask why', async () => {
    const at = `/admin/records/${ak}`;
    const [hold, lift] = [`${at}/hold`, `${at}/lift-hold`];
    expect((await desk.open(at)).links).toContain(hold);
    expect((await desk.open(hold)).words).toContain('stay beyond their time');
    expect(leadsTo(await desk.press(`${hold}/confirm`, { reason: ' ' }))).toBe(hold);
    expect(leadsTo(await desk.press(`${lift}/confirm`, { reason }))).toBe(lift);
    expect(leadsTo(await desk.press(`${hold}/confirm`, { reason }))).toBe(at);

    const held = await desk.open(at);
    expect(held.words).toContain('The record is held.');
    expect(held.words).toContain(reason);
    expect(held.links).toContain(lift);
    expect(held.links).not.toContain(hold);
    expect(await stateOf(client, ak)).toBe('ACTIVE');

    expect(leadsTo(await desk.press(`${lift}/confirm`, { reason: 'Settled' }))).toBe(at);
    const after = await desk.open(at);
    expect(after.links).toContain(hold);
    expect(after.words).not.toContain(reason);
    const { events } = await auditOf(client.admin, { ak });
    expect(events).toMatchObject([
      { event_type: 'access-record.hold-lifted', detail: { reason: 'Settled' } },
      { event_type: 'access-record.held', detail: { reason } },
      { event_type: 'access-record.registered' },
    ]);
  });
});

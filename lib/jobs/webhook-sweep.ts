import { env } from '@/lib/platform/env';
import { announceExpiring } from '@/lib/access-records/announce-expiring';
import { disableFailing } from '@/lib/webhooks/disable-failing';
import { startPeriodic } from './periodic';

async function sweep(): Promise<void> {
  await announceExpiring();
  await disableFailing();
}

/** Announces ending consents and ends failing subscriptions every `SWEEP_INTERVAL_S`. */
export function startWebhookSweep(): () => Promise<void> {
  return startPeriodic('webhook-sweep', env().SWEEP_INTERVAL_S * 1000, sweep);
}

import { env } from '@/lib/platform/env';
import { ValidationError } from '@/lib/platform/errors';
import { hostOf } from '@/lib/platform/outbound/outbound-url';
import { lookUpByDns, resolveHost, type LookUp } from '@/lib/platform/outbound/resolve-host';
import { OutboundError } from '@/lib/platform/outbound/outbound-error';

/** A name server that is slower makes nobody wait for the answer to a registration. */
const PATIENCE_MS = 2000;

/** No address after `PATIENCE_MS`, which is what a name that does not resolve yet has. */
async function lookUpInTime(host: string): Promise<string[]> {
  let late: NodeJS.Timeout | undefined;
  const nothing = new Promise<string[]>((resolve) => {
    late = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  try {
    return await Promise.race([lookUpByDns(host), nothing]);
  } finally {
    clearTimeout(late);
  }
}

/** The normal form of a callback URL: what is compared and called. */
export function callbackTarget(url: string): string {
  return new URL(url).href;
}

/**
 * Refuses a callback URL whose host leads to an address that we may not call. One that does not resolve
 * yet is fine: each send looks again, which is what protects; this only tells the mistake early.
 *
 * @throws {ValidationError}
 */
export async function refuseBadCallback(url: string, lookUp: LookUp = lookUpInTime): Promise<void> {
  try {
    const allowLoopback = env().ALLOW_LOOPBACK_WEBHOOKS;
    await resolveHost(hostOf(new URL(url)), { allowLoopback, lookUp });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw Object.assign(ValidationError.field('callback-url', error.reason), { cause: error });
  }
}

import { log } from '@/lib/platform/log';
import { claimDeliveries, SENDING, type ClaimedDelivery } from '@/lib/webhooks/claim-deliveries';
import { deliver } from '@/lib/webhooks/deliver';

/** How often due deliveries are looked for, which bounds how long an event waits after its commit. */
const LOOK_MS = 500;

/** What one process has in hand. */
class Dispatcher {
  readonly #inHand = new Map<Promise<void>, string>();
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #isStopped = false;

  /** Takes what is due, now or as soon as the look in hand has ended. */
  look(): void {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    if (this.#isStopped) return;
    this.#looking = this.#take().finally(() => {
      this.#looking = null;
      if (!this.#lookAgain) return;
      this.#lookAgain = false;
      this.look();
    });
  }

  /** Takes nothing more; resolves when all in hand is settled, some ten seconds at most. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#looking;
    await Promise.all(this.#inHand.keys());
  }

  async #take(): Promise<void> {
    const room = SENDING - this.#inHand.size;
    if (room <= 0) return;
    try {
      for (const claimed of await claimDeliveries(room, this.#byAccount())) {
        this.#start(claimed);
      }
    } catch (error) {
      log().error({ err: error }, 'webhook deliveries not claimed');
    }
  }

  #byAccount(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const account of this.#inHand.values()) {
      counts.set(account, (counts.get(account) ?? 0) + 1);
    }
    return counts;
  }

  #start(claimed: ClaimedDelivery): void {
    const { eventId, wid, webhook } = claimed;
    const trying = deliver(claimed)
      .catch((error: unknown) => {
        // Its lease ends by itself; then it is tried again.
        log().error({ err: error, 'event-id': eventId, wid }, 'webhook delivery not settled');
      })
      .finally(() => {
        this.#inHand.delete(trying);
        this.look();
      });
    this.#inHand.set(trying, webhook.accountId);
  }
}

/** Sends webhook events, soon after they were committed; several processes share the work. */
export function startWebhookDispatcher(): () => Promise<void> {
  const dispatcher = new Dispatcher();
  const timer = setInterval(() => dispatcher.look(), LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await dispatcher.stop();
  };
}

import { AggregatorRegistry, Registry } from 'prom-client';
import { env } from '@/lib/platform/env';
import { processWide } from '@/lib/platform/process-wide';
import { registries, scrape } from './registry';

/** The message that scripts/serve/worker-messages.mjs calls `SCRAPE`. */
const SCRAPE = 'register:scrape';
/** Longer than the supervisor waits for the slowest worker. */
const PATIENCE_MS = 7000;

interface Answer {
  type: typeof SCRAPE;
  id: number;
  text?: string;
  problem?: string;
}

const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === SCRAPE;

interface Scrapes {
  last: number;
  open: Map<number, (answer: Answer) => void>;
}

function scrapes(): Scrapes {
  return processWide('scrapes', () => {
    const created: Scrapes = { last: 0, open: new Map() };
    process.on('message', (message: unknown) => {
      if (isAnswer(message)) created.open.get(message.id)?.(message);
    });
    return created;
  });
}

/** Has this process, where it is one of several workers, tell the supervisor its metrics on demand. */
export function offerMetrics(): void {
  if (env().WORKER === undefined) return;
  AggregatorRegistry.setRegistries(registries());
  // Making one is what answers the supervisor's.
  new AggregatorRegistry();
}

async function askSupervisor(): Promise<string> {
  const asked = scrapes();
  const id = (asked.last += 1);
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (why = 'no answer') => reject(new Error(`no metrics of the workers: ${why}`));
      late = setTimeout(() => fail(), PATIENCE_MS);
      asked.open.set(id, ({ text, problem }) =>
        text === undefined ? fail(problem) : resolve(text),
      );
      process.send?.({ type: SCRAPE, id });
    });
  } finally {
    clearTimeout(late);
    asked.open.delete(id);
  }
}

/** The metrics of this process and of those that serve the register with it on this machine. */
export async function scrapeWorkers(): Promise<{ contentType: string; text: string }> {
  if (env().WORKER === undefined || !process.send) return scrape();
  return { contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: await askSupervisor() };
}

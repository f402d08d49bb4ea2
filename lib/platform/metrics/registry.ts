import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { log } from '@/lib/platform/log';
import { processWide } from '@/lib/platform/process-wide';

export interface MetricShape<Label extends string> {
  /** `register_<what>_<unit>`, counters ending in `_total`. */
  name: string;
  help: string;
  /** Kinds, methods, outcomes. Never an id, an address or anything else with as many values as rows. */
  labels: readonly Label[];
}

export interface Sample<Label extends string> {
  labels: Record<Label, string>;
  value: number;
}

/** What this process counts, with its own use of memory, CPU and event loop. */
function registry(): Registry {
  return processWide('metrics', () => {
    const created = new Registry();
    collectDefaultMetrics({ register: created });
    return created;
  });
}

/** The counter of that name, for this process alone: Prometheus adds processes up. */
export function counter<Label extends string>({ name, help, labels }: MetricShape<Label>) {
  return processWide(
    `metric.${name}`,
    () => new Counter({ name, help, labelNames: labels, registers: [registry()] }),
  );
}

/** The histogram of that name, for this process alone; `buckets` are upper bounds in seconds. */
export function histogram<Label extends string>(
  { name, help, labels }: MetricShape<Label>,
  buckets: readonly number[],
) {
  return processWide(
    `metric.${name}`,
    () =>
      new Histogram({
        name,
        help,
        labelNames: labels,
        buckets: [...buckets],
        registers: [registry()],
      }),
  );
}

/**
 * Registers a gauge that `read` answers anew at each scrape, from the database say; once a process, at
 * its start. Such a gauge is the same whichever process is asked. When `read` fails, the gauge has no
 * values and the rest of the answer stands.
 */
export function gaugeAtScrape<Label extends string>(
  { name, help, labels }: MetricShape<Label>,
  read: () => Promise<Sample<Label>[]>,
): void {
  processWide(
    `metric.${name}`,
    () =>
      new Gauge({
        name,
        help,
        labelNames: labels,
        registers: [registry()],
        async collect() {
          this.reset();
          try {
            for (const sample of await read()) this.set(sample.labels, sample.value);
          } catch (error) {
            log().warn({ err: error, metric: name }, 'metric not read');
          }
        },
      }),
  );
}

/** All metrics of this process, in Prometheus's text format. */
export async function scrape(): Promise<{ contentType: string; text: string }> {
  return { contentType: registry().contentType, text: await registry().metrics() };
}

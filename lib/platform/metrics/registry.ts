import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { env } from '@/lib/platform/env';
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

/**
 * What this process counts, with its own use of memory, CPU and event loop. One of several workers says
 * which it is: a sum over them would seem to go back whenever one is replaced.
 */
function ownRegistry(): Registry {
  return processWide('metrics', () => {
    const created = new Registry();
    if (env().WORKER !== undefined) created.setDefaultLabels({ worker: String(env().WORKER) });
    collectDefaultMetrics({ register: created });
    return created;
  });
}

/** The metrics that every process of the register answers alike. */
function sharedRegistry(): Registry {
  return processWide('shared-metrics', () => new Registry());
}

/** The counter of that name, for this process alone: Prometheus adds processes up. */
export function counter<Label extends string>({ name, help, labels }: MetricShape<Label>) {
  return processWide(
    `metric.${name}`,
    () => new Counter({ name, help, labelNames: labels, registers: [ownRegistry()] }),
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
        registers: [ownRegistry()],
      }),
  );
}

/**
 * Registers a gauge that `read` answers anew at each scrape, for example from the database; once a process,
 * at its start. Its values must not depend on which process is asked. When `read` fails, the gauge has no
 * values and the other metrics are answered.
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
        registers: [sharedRegistry()],
        // Of the workers' like answers, one.
        aggregator: 'first',
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

/** The registries that make up this process's answer. */
export function registries(): Registry[] {
  return [ownRegistry(), sharedRegistry()];
}

/** All metrics of this process, in Prometheus's text format. */
export async function scrape(): Promise<{ contentType: string; text: string }> {
  const texts = await Promise.all(registries().map((one) => one.metrics()));
  return { contentType: ownRegistry().contentType, text: texts.join('\n') };
}

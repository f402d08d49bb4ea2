import autocannon from 'autocannon';

/** One request of a case. */
export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Firing {
  origin: string;
  /** Asked for each request: what is used up is handed out once. */
  next: () => Shot;
  /** The one status that counts as an answer. */
  expect: number;
  connections: number;
  /** For so long, or that many requests. */
  seconds: number | null;
  amount: number | null;
}

export interface Fired {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers of another status, time-outs and broken connections. */
  failures: number;
}

/** Sends requests over that many connections, each the next as soon as the last is answered. */
export async function fire(firing: Firing): Promise<Fired> {
  const { origin, next, expect, connections, seconds, amount } = firing;
  let others = 0;
  const startedAt = performance.now();
  const result = await autocannon({
    url: origin,
    connections: amount === null ? connections : Math.min(connections, amount),
    ...(amount === null ? { duration: seconds ?? 1 } : { amount }),
    requests: [
      {
        setupRequest(request) {
          const { method, path, headers = {}, body } = next();
          return { ...request, method, path, headers, ...(body === undefined ? {} : { body }) };
        },
        onResponse(status) {
          if (status !== expect) others += 1;
        },
      },
    ],
  });
  const elapsedS = (performance.now() - startedAt) / 1000;
  const requests = result.requests.total;
  return {
    requests,
    perSecond: requests / (amount === null ? result.duration : elapsedS),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: others + result.errors + result.timeouts,
  };
}

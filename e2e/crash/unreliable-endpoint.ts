import type { ServerResponse } from 'node:http';
import type { Endpoint, Received } from '../../harness/webhook-receiver';

/** So that no event runs out of tries by bad luck: the fifth is never refused. */
const MAX_FAILURES = 4;

const failures: ((response: ServerResponse) => void)[] = [
  (response) => response.writeHead(500).end(),
  (response) => response.writeHead(503).end(),
  (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  (response) => response.destroy(),
];

/** Has an endpoint refuse a third of what comes, each in one of several ways; answers what it took. */
export function makeUnreliable(endpoint: Endpoint, random: () => number): { taken: Received[] } {
  const failed = new Map<string, number>();
  const taken: Received[] = [];
  endpoint.always = (response, received) => {
    const id = received.event['event-id'];
    const before = failed.get(id) ?? 0;
    const fail = failures[Math.floor(random() * failures.length)];
    if (fail && before < MAX_FAILURES && random() < 1 / 3) {
      failed.set(id, before + 1);
      fail(response);
      return;
    }
    taken.push(received);
    response.writeHead(200).end();
  };
  return { taken };
}

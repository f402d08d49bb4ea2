import http from 'node:http';
import { freePort } from './free-port';

export interface HoppingFront {
  /** The public origin of all that stand behind it. */
  origin: string;
  /** Who stands behind it, to be set before the first request. */
  targets: string[];
  /** How many requests each target was given. */
  given: Map<string, number>;
  close: () => Promise<void>;
}

/** A load balancer at its worst: each request goes to another process than the one before. */
export async function startHoppingFront(): Promise<HoppingFront> {
  const targets: string[] = [];
  const given = new Map<string, number>();
  let turn = 0;
  const server = http.createServer((request, response) => {
    const target = targets[(turn += 1) % targets.length] ?? '';
    given.set(target, (given.get(target) ?? 0) + 1);
    const { hostname, port } = new URL(target);
    const { method, url: path, headers } = request;
    const onward = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  return {
    origin: `http://localhost:${port}`,
    targets,
    given,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { createServer } from 'node:net';

/** A TCP port of this machine's loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('no port was given'));
        return;
      }
      server.close(() => resolve(address.port));
    });
  });
}

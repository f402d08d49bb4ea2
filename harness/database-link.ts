import net from 'node:net';

export interface DatabaseLink {
  /** What the register is given for `DATABASE_URL`. */
  url: string;
  /** The database is gone: connections break, new ones are refused. */
  cut: () => Promise<void>;
  /** The database says nothing any more: connections stay and are accepted, no byte passes. */
  hang: () => void;
  /** All is as before. */
  mend: () => Promise<void>;
  close: () => Promise<void>;
}

/** One connection of the register's, and its other end. */
interface Pair {
  near: net.Socket;
  far: net.Socket;
}

function join({ near, far }: Pair): void {
  near.pipe(far);
  far.pipe(near);
}

/** Stands between a register and its PostgreSQL, to take that away and bring it back. */
export async function startDatabaseLink(databaseUrl: string): Promise<DatabaseLink> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  let isHanging = false;

  const accept = (near: net.Socket) => {
    const far = net.connect(Number(target.port), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      // Which way it broke is the register's affair.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
    if (!isHanging) join(pair);
  };

  let server = net.createServer(accept);
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);

  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    await closed;
  };
  return {
    url: url.href,
    cut,
    hang() {
      isHanging = true;
      for (const { near, far } of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    async mend() {
      isHanging = false;
      if (server.listening) pairs.forEach(join);
      else {
        server = net.createServer(accept);
        await listen(address.port);
      }
    },
    async close() {
      if (server.listening) await cut();
    },
  };
}

import http from 'node:http';

export interface LoadRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What came of the requests of a load. */
export interface LoadReport {
  /** By status, of answers that came whole. */
  answered: Map<number, number>;
  /** Bodies of answers to what was not a GET. */
  written: string[];
  /** Connections that nobody took: the request never reached the register. */
  refused: number;
  /** Every other way not to get an answer, by its code, and whether the connection was a kept one. */
  dropped: string[];
}

export interface SteadyLoad {
  report: LoadReport;
  /** Resolves when every sender was refused, or `end` was called and all have their last answer. */
  over: Promise<void>;
  end: () => void;
}

type Result = { status: number; text: string } | 'refused' | { dropped: string };

function send(url: URL, agent: http.Agent, { method, path, headers, body }: LoadRequest) {
  return new Promise<Result>((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = http.request(
      {
        agent,
        hostname: url.hostname,
        port: url.port,
        path,
        method,
        headers: { ...headers, ...length },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => (text += chunk));
        incoming.once('error', (error) => resolve({ dropped: `cut off: ${error.message}` }));
        incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
      },
    );
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      const where = outgoing.reusedSocket ? 'on a kept connection' : 'on a new connection';
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : { dropped: `${error.code} ${where}` });
    });
    outgoing.end(body);
  });
}

/**
 * Sends requests without a pause, `senders` on connections that they keep and as many on a new one for
 * each request. Nothing is tried again.
 */
export function steadyLoad(
  origin: string,
  senders: number,
  next: (index: number) => LoadRequest,
): SteadyLoad {
  const url = new URL(origin);
  const report: LoadReport = { answered: new Map(), written: [], refused: 0, dropped: [] };
  let isOver = false;
  let count = 0;
  const run = async (agent: http.Agent) => {
    while (!isOver) {
      const request = next((count += 1));
      const result = await send(url, agent, request);
      if (result === 'refused') {
        report.refused += 1;
        return;
      }
      if ('dropped' in result) report.dropped.push(`${request.path}: ${result.dropped}`);
      else {
        report.answered.set(result.status, (report.answered.get(result.status) ?? 0) + 1);
        if (request.method !== 'GET') report.written.push(result.text);
      }
    }
  };
  const kept = new http.Agent({ keepAlive: true });
  const fresh = new http.Agent({ keepAlive: false });
  const all = Array.from({ length: senders }, () => [run(kept), run(fresh)]).flat();
  return {
    report,
    over: Promise.all(all).then(() => kept.destroy()),
    end: () => (isOver = true),
  };
}

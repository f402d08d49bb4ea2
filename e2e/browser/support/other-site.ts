import { createServer, type IncomingMessage } from 'node:http';

export interface OtherSite {
  url: string;
  /** What browsers asked of it. */
  requests: IncomingMessage[];
  close: () => void;
}

/** A site of somebody else, on `127.0.0.1`: each path answers with the page given for it. */
export async function startOtherSite(pages: Record<string, string>): Promise<OtherSite> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><link rel="icon" href="data:,"><title>-</title>${pages[path] ?? ''}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

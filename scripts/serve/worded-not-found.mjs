import { IncomingMessage } from 'node:http';

/** Names to the pages which address named nothing; taken out of what strangers send. */
export const MISSING_PAGE = 'x-register-missing-page';

/** The view of the same address anew, to be answered by the page of words. */
function askForWords(request) {
  const again = new IncomingMessage(request.socket);
  again.method = request.method;
  again.url = request.url;
  again.httpVersion = request.httpVersion;
  again.httpVersionMajor = request.httpVersionMajor;
  again.httpVersionMinor = request.httpVersionMinor;
  again.headers = { ...request.headers, [MISSING_PAGE]: '1' };
  again.push(null);
  return again;
}

/** Whether an answer of this status, with the headers that are set, is a page that is not there: HTML, or nothing. */
function isMissing(response, status) {
  const type = String(response.getHeader('content-type') ?? '');
  return status === 404 && /^(?:text\/html|$)/.test(type);
}

/** Makes an answer of which nothing was sent as good as new, whatever was wrapped around it. */
function startAnew(response) {
  for (const name of ['writeHead', 'write', 'end', 'flushHeaders', 'flush', 'on']) {
    delete response[name];
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = 200;
  // The first answer's listeners stay until it closes.
  response.setMaxListeners(2 * response.getMaxListeners());
}

/**
 * Lets a page say by itself that it is not there, and still answers with words in the document: Next leaves
 * those of `notFound()` to JavaScript. Such an answer is dropped before anything of it is sent, and its
 * address asked for once more, marked, which `proxy.ts` leads to the page of words. All else passes as it is.
 */
export function withWordsForMissing(handle) {
  return (request, response) => {
    if (request.method !== 'GET' || request.headers[MISSING_PAGE]) {
      return handle(request, response);
    }
    const { writeHead, write, end, flushHeaders } = response;
    let isDropped = null;
    const drops = (status = response.statusCode) => (isDropped ??= isMissing(response, status));
    response.writeHead = (...head) => (drops(head[0]) ? response : writeHead.apply(response, head));
    response.flushHeaders = () => void (drops() || flushHeaders.call(response));
    response.write = (...chunk) => drops() || write.apply(response, chunk);
    response.end = (...chunk) => {
      if (!drops()) return end.apply(response, chunk);
      startAnew(response);
      void handle(askForWords(request), response);
      return response;
    };
    return handle(request, response);
  };
}

/** On what a component of a page puts that runs in the browser by React: raw quotes are in no text of React's. */
const REACT_MARK = ' data-react="needed"';

/** Each script that is not ours, and what fetches one early. React writes no bare `<` but for a tag. */
const OF_FRAMEWORK =
  /<script\b(?![^>]*\sdata-page-script=)[^>]*>.*?<\/script>|<link\b[^>]*\sas="script"[^>]*>/gs;

/**
 * A page without the scripts of Next and React, and without what it would be drawn from a second time in the
 * browser; a page that has a component of React there keeps them.
 *
 * @param {string} html
 */
export function withOwnScriptsOnly(html) {
  return html.includes(REACT_MARK) ? html : html.replace(OF_FRAMEWORK, '');
}

/** Only pages: what Next answers at a fault of its own is drawn by its scripts. */
function isPage(response, status) {
  return status < 500 && /^text\/html\b/.test(String(response.getHeader('content-type') ?? ''));
}

const toBytes = (chunk, encoding) =>
  Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined);

/**
 * Sends the pages that `handle` makes with the scripts that are ours and no others
 * (docs/decisions/2026-11-29-pages-without-a-framework.md). A page is held until it is whole, as it mostly
 * comes. All else passes as it is.
 */
export function sendingOwnScriptsOnly(handle) {
  return (request, response) => {
    const { writeHead, write, end, flushHeaders } = response;
    const chunks = [];
    let isHeld = null;
    const holds = (status = response.statusCode) => (isHeld ??= isPage(response, status));
    const keep = (chunk, encoding) => {
      if (chunk != null && typeof chunk !== 'function') chunks.push(toBytes(chunk, encoding));
      return true;
    };
    response.writeHead = (status, ...rest) => {
      for (const [name, value] of Object.entries(rest.at(-1) ?? {}))
        response.setHeader(name, value);
      if (!holds(status)) return writeHead.call(response, status);
      response.statusCode = status;
      return response;
    };
    response.flushHeaders = () => void (holds() || flushHeaders.call(response));
    response.write = (...chunk) => (holds() ? keep(...chunk) : write.apply(response, chunk));
    response.end = (...chunk) => {
      if (!holds()) return end.apply(response, chunk);
      keep(...chunk);
      Object.assign(response, { writeHead, write, end, flushHeaders });
      const page = Buffer.from(withOwnScriptsOnly(Buffer.concat(chunks).toString('utf8')));
      // As long as it is now, which an answer to HEAD does not say.
      response.removeHeader('content-length');
      return response.end(page);
    };
    return handle(request, response);
  };
}

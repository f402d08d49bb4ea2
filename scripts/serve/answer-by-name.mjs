/** What the name of the API shows: its paths, and what its reference needs to be drawn. */
const OF_API = /^\/(?:v1|access|oauth|docs|\.well-known|_next)(?:\/|$)|^\/icon\.svg$/;

const hostOf = (origin) => (origin ? new URL(origin).host : null);

/** A request's path as whoever answers it will understand it, dots resolved; `/` where it is none. */
function plainPath(path) {
  return URL.parse(path.replace(/^[/\\]+/, '/'), 'http://localhost')?.pathname ?? '/';
}

/** The place under `origin` of what was asked of the portal's name, which at its root is the portal. */
function placeUnder(origin, target) {
  const [path, ...query] = target.split('?');
  const place = path === '/' ? '/portal' : path.startsWith('/') ? path : '/';
  const whole = [place, ...query].join('?');
  return `${origin}${whole.replace(/[^\x21-\x7e]/g, encodeURIComponent)}`;
}

/**
 * What the further names of the register answer (docs/api/README.md#further-names): that of the API shows the
 * API alone, that
 * of the portal leads to `ORIGIN`. A name that is none of them is answered as `ORIGIN` is.
 *
 * @param {{ ORIGIN?: string, API_ORIGIN?: string, PORTAL_ORIGIN?: string }} settings checked at start
 * @returns what answers a request, or says false and leaves it to the others; one that the API's name does
 *   not show becomes an unknown path of the API
 */
export function answererByName({ ORIGIN, API_ORIGIN, PORTAL_ORIGIN }, askForUnknown) {
  const api = hostOf(API_ORIGIN);
  const portal = hostOf(PORTAL_ORIGIN);
  return (request, response) => {
    const name = request.headers.host?.toLowerCase();
    if (portal !== null && name === portal) {
      const Location = placeUnder(ORIGIN, request.url);
      response.writeHead(307, { Location, 'Cache-Control': 'no-store' }).end();
      return true;
    }
    const [path] = request.url.split('?', 1);
    if (api !== null && name === api && !OF_API.test(plainPath(path))) askForUnknown(request);
    return false;
  };
}

/** Headers by which a proxy, or a stranger posing as one, would name another host or address. */
const claims = [
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
];

/** Next answers these; any other method makes it fail. */
const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const STRANGE_METHOD = 'x-register-strange-method';

const trustedHops = Number(process.env.TRUSTED_PROXY_HOPS || '0');

/** Who sent it: the socket's peer, or what the outermost trusted proxy saw. */
function senderOf(request) {
  const peer = request.socket.remoteAddress ?? '';
  if (trustedHops === 0) return peer;
  const chain = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  return chain.at(-trustedHops) ?? peer;
}

/** Takes what strangers may not say out of a request, and writes down where it really comes from. */
export function cleanRequest(request) {
  const sender = senderOf(request);
  for (const name of [...claims, STRANGE_METHOD]) delete request.headers[name];
  request.headers['x-forwarded-for'] = sender;
}

/** Hands a method that Next does not know on as OPTIONS, marked, for the API to refuse by its own rules. */
function markStrangeMethod(request) {
  if (knownMethods.includes(request.method)) return;
  request.headers[STRANGE_METHOD] = request.method;
  request.method = 'OPTIONS';
}

/** Makes a path that cannot be decoded, at which Next fails, one that can: then it is merely unknown. */
function mendPath(request) {
  const [path] = request.url.split('?', 1);
  try {
    decodeURIComponent(path);
  } catch {
    request.url = path.replaceAll('%', '%25') + request.url.slice(path.length);
  }
}

/** Makes a clean request one that Next does not fail at. */
export function fitForNext(request) {
  markStrangeMethod(request);
  mendPath(request);
}

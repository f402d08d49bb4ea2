import { isIP } from 'node:net';
import { MISSING_PAGE } from './worded-not-found.mjs';

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
const ASKED_PATH = 'x-register-asked-path';
const UNNAMED_SENDER = 'x-register-unnamed-sender';

/** A path of the API; Next reads a backslash as a slash. */
const API_PATH = /^[/\\]+v1(?:[/\\]|$)/;
/** What Next would redirect: two slashes in a row, or one at the end. */
const UNTIDY = /\/\/|\\|\/$/;

const trustedHops = Number(process.env.TRUSTED_PROXY_HOPS || '0');

/** `192.0.2.1`, `192.0.2.1:50001` or `[2001:db8::1]:443` as an address without its port; null for all else. */
function addressIn(written) {
  const [, bracketed, , dotted] =
    /^(?:\[([^\]]+)\](:\d+)?|([\d.]+):\d+)$/.exec(written.trim()) ?? [];
  const address = bracketed ?? dotted ?? written.trim();
  return isIP(address) === 0 ? null : address;
}

/**
 * Who sent it: the socket's peer, or what the outermost trusted proxy saw. A proxy that names no address
 * ("unknown") counts as the sender itself, as the next one inside saw it.
 */
function senderOf(request) {
  const address = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  if (trustedHops === 0 || !forwarded) return { address, isNamed: true };
  const chain = String(forwarded).split(',').slice(-trustedHops).map(addressIn);
  // With fewer words than proxies, not all of them spoke, and a stranger may have said the first.
  const isWhole = chain.length === trustedHops;
  const seen = isWhole ? chain.find((one) => one !== null) : undefined;
  return { address: seen ?? address, isNamed: isWhole && chain[0] !== null };
}

/** Takes what strangers may not say out of a request, and writes down where it really comes from. */
export function cleanRequest(request) {
  const { address, isNamed } = senderOf(request);
  for (const name of [...claims, STRANGE_METHOD, ASKED_PATH, UNNAMED_SENDER, MISSING_PAGE]) {
    delete request.headers[name];
  }
  request.headers['x-forwarded-for'] = address;
  if (!isNamed) request.headers[UNNAMED_SENDER] = '1';
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

/** Leads a request to the API as one for a path that it does not know, by the name that was asked for. */
export function askForUnknown(request) {
  const [path] = request.url.split('?', 1);
  request.headers[ASKED_PATH] = path;
  request.url = `/v1/unknown${request.url.slice(path.length)}`;
}

/** Next would redirect an untidy path of the API, which knows none. */
function refuseUntidyPath(request) {
  const [path] = request.url.split('?', 1);
  if (API_PATH.test(path) && UNTIDY.test(path)) askForUnknown(request);
}

/** Makes a clean request one that Next does not fail at. */
export function fitForNext(request) {
  markStrangeMethod(request);
  mendPath(request);
  refuseUntidyPath(request);
}

/**
 * Answers a request for the server itself (`OPTIONS *`), which is no path for anybody behind; false for
 * any other.
 */
export function answerForServer(request, response) {
  if (request.url !== '*') return false;
  const status = request.method === 'OPTIONS' ? 204 : 400;
  response.writeHead(status, { 'Cache-Control': 'no-store' }).end();
  return true;
}

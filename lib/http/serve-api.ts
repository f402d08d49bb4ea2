import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { log } from '@/lib/platform/log';
import { answerAccess, isAccessPath } from './access/answer-access';
import { declaredPaths, type DeclaredPath } from './declared-paths';
import type { ApiRequest, PathMethod } from './exchange';
import type { WireAnswer } from './outcome';
import { answerRequest } from './route';

/** Where the API stands. */
const BASE = '/v1';
const methods: ReadonlySet<string> = new Set<PathMethod>([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

/** Some segments of declared paths, and the one that ends here. */
interface Step {
  fixed: Map<string, Step>;
  /** The parameter that stands here, by the name that handlers know it by. */
  parameter: { name: string; step: Step } | null;
  declared: DeclaredPath | null;
}

const newStep = (): Step => ({ fixed: new Map(), parameter: null, declared: null });

/** `{token-ref}` is `tokenRef` to handlers, as the folder of its route file is named. */
function parameterName(segment: string): string | null {
  const name = /^\{([a-z-]+)\}$/.exec(segment)?.[1];
  return name?.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) ?? null;
}

function addPath(root: Step, declared: DeclaredPath): void {
  let step = root;
  for (const segment of declared.path.slice(1).split('/')) {
    const name = parameterName(segment);
    let next = name === null ? step.fixed.get(segment) : step.parameter?.step;
    if (!next) {
      next = newStep();
      if (name === null) step.fixed.set(segment, next);
      else step.parameter = { name, step: next };
    }
    step = next;
  }
  step.declared = declared;
}

let tree: Step | null = null;

function paths(): Step {
  if (tree) return tree;
  const root = newStep();
  for (const declared of declaredPaths()) addPath(root, declared);
  return (tree = root);
}

interface Found {
  declared: DeclaredPath;
  params: Record<string, string>;
}

/** The declared path of an address; null where there is none, or it is not written plainly: those are Next's. */
function findPath(pathname: string): Found | null {
  if (!/^\/v1(?:\/[\w.~-]+)+$/.test(pathname)) return null;
  const params: Record<string, string> = {};
  let step = paths();
  for (const segment of pathname.slice(BASE.length + 1).split('/')) {
    const next = step.fixed.get(segment) ?? step.parameter?.step;
    if (!next) return null;
    if (!step.fixed.has(segment) && step.parameter) params[step.parameter.name] = segment;
    step = next;
  }
  return step.declared && { declared: step.declared, params };
}

/** A request's headers as the Fetch API shows them. */
class WireHeaders {
  constructor(private readonly all: IncomingHttpHeaders) {}

  get(name: string): string | null {
    const value = this.all[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  }

  has(name: string): boolean {
    return this.all[name.toLowerCase()] !== undefined;
  }
}

function untilClosed(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  if (response.closed) closed.abort();
  else response.once('close', () => closed.abort());
  return closed.signal;
}

interface Asked {
  method: PathMethod;
  url: string;
  pathname: string;
}

function toApiRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { method, url }: Asked,
): ApiRequest {
  return {
    method,
    // The host plays no part: links and redirects are built from configuration.
    url: `http://localhost${url}`,
    headers: new WireHeaders(request.headers),
    // A body that is too large is left unread, and the connection must live for the answer.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    get signal() {
      return untilClosed(response);
    },
  };
}

function send(response: ServerResponse, { status, headers, text }: WireAnswer): void {
  const length = text === null ? {} : { 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, { ...headers, ...length });
  response.end(text ?? undefined);
}

/** What answers a request: decisions in words of their own, all else by the declared paths; null where nothing does. */
function findAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): Promise<WireAnswer> | null {
  const { method, pathname } = asked;
  const apiRequest = () => toApiRequest(request, response, asked);
  if (isAccessPath(pathname)) return answerAccess(apiRequest(), pathname);
  const found = findPath(pathname);
  return found && answerRequest({ ...found, request: apiRequest(), method });
}

/**
 * Answers a request to the API without Next's pipeline, by the very handlers that `route.ts` files
 * export; false: it is not for the API, or written in a way that is left to Next.
 */
export function serveApi(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '' } = request;
  if (!methods.has(method)) return false;
  const [pathname = ''] = url.split('?', 1);
  const answering = findAnswer(request, response, { method: method as PathMethod, url, pathname });
  if (!answering) return false;
  answering.then(
    (answered) => send(response, answered),
    (error: unknown) => {
      log().error({ err: error }, 'an API answer could not be sent');
      response.destroy();
    },
  );
  return true;
}

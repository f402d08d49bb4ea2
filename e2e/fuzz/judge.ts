import { isUtf8 } from 'node:buffer';
import type { ApiDocument } from '../../harness/api-document';
import { expectDocumented } from '../../harness/expect-documented';
import type { HttpAnswer } from '../../harness/http-request';
import { roleOf, rolesOf, type CallerName } from './callers';

/** One request of a run as it went out, and what came back. */
export interface FuzzExchange {
  caller: CallerName;
  /** Whether the caller's own bearer was sent. */
  isItself: boolean;
  method: string;
  path: string;
  sent: Buffer | null;
  answer: HttpAnswer;
  ms: number;
}

/** Longer than any answer takes on a machine that is busy elsewhere. */
const SLOWEST_MS = 8_000;

/** What a call asks the register to wait for something is not its slowness. */
function askedWaitMs({ path }: FuzzExchange): number {
  const seconds = Number(new URLSearchParams(path.split('?')[1]).get('wait'));
  return seconds > 0 && seconds <= 30 ? seconds * 1000 : 0;
}

/** What tells of our insides: a stack, SQL, a path of a file. */
const INSIDES =
  /\n\s+at |\bat [\w.<>]+ \(|node_modules|\.next\/|\bprisma\b|Prisma|\bSELECT \w|\bINSERT INTO|\bUPDATE \w+ SET|syntax error at|violates \w+ constraint|(?:Type|Reference|Range|Syntax)Error|\/home\/|ZodError|PGlite/;

/** Our own scripts within a page, which anyone may read and which name the errors that they catch. */
const OWN_SCRIPT = /<script\b[^>]*\sdata-page-script=[^>]*>.*?<\/script>/gs;

/** The first thing in an answer's text that tells of our insides; null where there is none. */
export function insideShown(text: string): string | null {
  return INSIDES.exec(text.replace(OWN_SCRIPT, ''))?.[0] ?? null;
}

/** The path as the register's URL parser reads it. */
function asRead(path: string): string {
  const url = new URL(path, 'http://localhost');
  return `${url.pathname}${url.search}`;
}

/** The text of a body; of one that is not UTF-8 what nobody can take for JSON. */
function decoded(sent: Buffer | null): string | undefined {
  if (sent === null) return undefined;
  return isUtf8(sent) ? new TextDecoder().decode(sent) : '';
}

/**
 * Why the document does not have the exchange. `..` in a path may be read as a step up or as an id that
 * nobody has: what is documented for either will do.
 */
function documentProblem(document: ApiDocument, exchange: FuzzExchange): string | null {
  const { method, answer, sent } = exchange;
  const problems: string[] = [];
  for (const path of new Set([asRead(exchange.path), exchange.path])) {
    try {
      const body = answer.status < 300 ? decoded(sent) : undefined;
      expectDocumented(document, { method, path, sent: body, answer });
      return null;
    } catch (error) {
      problems.push(error instanceof Error ? error.message.slice(0, 600) : String(error));
    }
  }
  return problems[0] ?? null;
}

function rightsProblem(document: ApiDocument, exchange: FuzzExchange): string | null {
  const { method, answer, caller, isItself } = exchange;
  const path = document.findPath(asRead(exchange.path).split('?', 1)[0] ?? '');
  const key = method === 'HEAD' ? 'get' : method.toLowerCase();
  const operation = path === null ? undefined : document.content.paths[path]?.[key];
  if (!operation || answer.status >= 300) return null;
  const roles = rolesOf(operation);
  if (roles.length === 0) return null;
  const role = isItself ? roleOf(caller) : null;
  return role !== null && roles.includes(role) ? null : `answered to ${role ?? 'nobody'}`;
}

function headerProblem({ path, answer }: FuzzExchange): string | null {
  if (answer.status === 308 || !asRead(path).startsWith('/v1/')) return null;
  if (answer.headers['cache-control'] !== 'no-store') return 'may be cached';
  if (!/^tid_[0-9a-f]{24}$/.test(String(answer.headers['x-transaction-id']))) {
    return 'has no transaction id';
  }
  return 'x-powered-by' in answer.headers ? 'says what made it' : null;
}

/** To the same path: Next's answer to a header of its own, on paths that are not written plainly. */
function isNextsOwnRedirect({ status, headers, text }: HttpAnswer): boolean {
  return status === 307 && /^\/v1\/[^?]*\?(.*&)?_rsc/.test(headers.location ?? '') && text === '';
}

/** Why an answer must not be, or null when it may. */
export function problemOf(document: ApiDocument, exchange: FuzzExchange): string | null {
  const { answer, ms } = exchange;
  if (answer.status >= 500) return 'fails';
  if (ms > SLOWEST_MS + askedWaitMs(exchange)) return `took ${Math.round(ms)} ms`;
  const inside = insideShown(answer.text);
  if (inside !== null) return `shows our insides: ${inside}`;
  if (isNextsOwnRedirect(answer)) return null;
  return (
    documentProblem(document, exchange) ??
    rightsProblem(document, exchange) ??
    headerProblem(exchange)
  );
}

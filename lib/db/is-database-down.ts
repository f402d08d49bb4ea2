import { Prisma } from './generated/client';

/** Error codes of Prisma and of Node for a database that cannot be reached or is too busy to answer. */
const CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The kinds of error by which Prisma's adapter reports that the database cannot be used. */
const KINDS = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);

/**
 * SQLSTATE codes of PostgreSQL for an outage: no connection, no resources (a full disk is one), a statement that took too long, one
 * that shuts down or starts up, a fault of its machine.
 */
const SQL_STATES = /^(?:08...|53...|57014|57P0[1-5]|58...|25006)$/;

/** Messages of errors that the driver raises without a code. */
const MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'the database is not open',
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isOutageError(error: Record<string, unknown>): boolean {
  const { code, kind, originalCode, message } = error;
  if (typeof kind === 'string' && KINDS.has(kind)) return true;
  for (const one of [code, originalCode]) {
    if (typeof one === 'string' && (CODES.has(one) || SQL_STATES.test(one))) return true;
  }
  return typeof message === 'string' && MESSAGES.some((known) => message.includes(known));
}

/** Whether `error`, or what it came of, is the database being gone, stuck or unable to write. */
export function isDatabaseDown(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const visited = new Set<unknown>();
  const waiting = [error];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next) || visited.has(next)) continue;
    visited.add(next);
    if (isOutageError(next)) return true;
    waiting.push(next['cause'], next['meta'], next['driverAdapterError']);
    if (next instanceof AggregateError) waiting.push(...(next.errors as unknown[]));
  }
  return false;
}

import { Prisma } from './generated/client';

/** Prisma's for a database that cannot be reached or is too busy to answer, and Node's. */
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

/** What Prisma's adapter calls the same. */
const KINDS = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);

/**
 * PostgreSQL's own: no connection, no resources (a full disk is one), a statement that took too long, one
 * that shuts down or starts up, a fault of its machine.
 */
const SQL_STATES = /^(?:08...|53...|57014|57P0[1-5]|58...|25006)$/;

/** Of errors of the driver that have no code. */
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

function tellsDown(error: Record<string, unknown>): boolean {
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
  const looked = new Set<unknown>();
  const waiting = [error];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next) || looked.has(next)) continue;
    looked.add(next);
    if (tellsDown(next)) return true;
    waiting.push(next['cause'], next['meta'], next['driverAdapterError']);
    if (next instanceof AggregateError) waiting.push(...(next.errors as unknown[]));
  }
  return false;
}

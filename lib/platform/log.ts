import pino, { type Logger } from 'pino';
import { env } from './env';
import { RegisterError } from './errors';
import { processWide } from './process-wide';
import { findTransactionId } from './transaction-id';

/**
 * The process's structured log, JSON lines on stdout. Callers log ids and counts only: never an
 * address, a meter point, a secret, a token or a URL with a query. It cannot check that by itself; a
 * test searches the whole log after a full run. Inside a request every line has its transaction id.
 */
export function log(): Logger {
  return processWide('log', () =>
    pino({
      level: env().LOG_LEVEL,
      base: env().WORKER === undefined ? null : { worker: env().WORKER },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      mixin: () => {
        const id = findTransactionId();
        return id === undefined ? {} : { 'transaction-id': id };
      },
    }),
  );
}

/** Keeps what locates a fault; leaves out messages of foreign errors, which may quote values. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    code,
    // Of our own errors only: a database's detail quotes the row.
    detail: error instanceof RegisterError ? error.detail : undefined,
    stack: frames?.slice(0, 12).join('\n'),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

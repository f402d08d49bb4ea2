import pino from 'pino';

/** The log of what stands before the register itself, in the same form as its own. */
export function newLog() {
  const wanted = process.env.LOG_LEVEL ?? '';
  // A wrong level is refused by the first worker, in words.
  const level = wanted === 'silent' || wanted in pino.levels.values ? wanted : 'info';
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

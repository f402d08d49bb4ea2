import { availableParallelism } from 'node:os';

/** `DATABASE_CONNECTIONS` where it is not set, and the fewest that one worker can do with. */
export const CONNECTIONS = 60;
export const FEWEST = 6;

/**
 * How many processes serve the register: `WORKERS`, else one for each core, as far as the connections to
 * the database go. The embedded database allows one only. A setting that is wrong makes it one as well,
 * which then refuses it by name.
 *
 * @param {Record<string, string | undefined>} settings
 * @returns {number}
 */
export function countWorkers({ DATABASE_URL, DATABASE_CONNECTIONS, WORKERS }) {
  if (!DATABASE_URL) return 1;
  if (WORKERS) return /^[1-9][0-9]{0,2}$/.test(WORKERS) ? Number(WORKERS) : 1;
  const connections = Number(DATABASE_CONNECTIONS || CONNECTIONS);
  if (!Number.isInteger(connections)) return 1;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(connections / FEWEST)));
}

/** The one clock of the register; tests shift `Date` underneath it. */
export function now(): Date {
  return new Date();
}

export function secondsFrom(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** Whole seconds since 1970, as tokens and signatures have them. */
export function toEpochSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

export const HOUR_S = 3600;
/** A day, in seconds and in milliseconds. */
export const DAY_S = 24 * HOUR_S;
export const DAY_MS = DAY_S * 1000;

/** The one clock of the register; tests shift `Date` underneath it. */
export function now(): Date {
  return new Date();
}

export function secondsFrom(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** A day, in seconds and in milliseconds. */
export const DAY_S = 86_400;
export const DAY_MS = DAY_S * 1000;

import type { z } from 'zod';

// Rules over several fields run on what was sent even where single fields failed, so each reads defensively
// and speaks only of what is there.

export type RuleContext = z.core.$RefinementCtx;

/** Rules over several fields run even where a field failed, so that every fault is named at once. */
export const always = { when: () => true };

/** The members of an object that was sent, or null: it is none. */
export function asObject(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** What stands at a path of what was sent; undefined where nothing does. */
export function child(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((current, key) => asObject(current)?.[key], value);
}

/** Whether an optional field was not given. */
export function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

/** Names a fault at a path. */
export function addFault(context: RuleContext, path: PropertyKey[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

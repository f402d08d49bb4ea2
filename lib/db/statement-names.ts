/** Statements that a process knows by name, at most: each stays on every connection for its life. */
const MOST_NAMES = 400;

/**
 * Statements whose best plan hangs on the values: those are planned anew each time. What is left looks
 * rows up by key, and writes them.
 */
const plannedByValues = /\b(?:ORDER BY|GROUP BY|COUNT\()/i;

/**
 * Names for statements, so that PostgreSQL keeps them prepared on each connection: half of what a
 * look-up by key costs it is reading and planning the text. An empty name: not prepared.
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES || plannedByValues.test(sql)) return '';
    const name = `register-${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** At most this many statements get a name, since each is kept on every connection until that is closed. */
const MOST_NAMES = 400;

/**
 * Statements whose best plan depends on their values are planned each time. The others look rows up by key,
 * or write them.
 */
const plannedByValues = /\b(?:ORDER BY|GROUP BY|COUNT\()/i;

/**
 * Names for statements, so that PostgreSQL keeps them prepared on each connection, which halves the cost of a
 * look-up by key. A statement with an empty name is not prepared.
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

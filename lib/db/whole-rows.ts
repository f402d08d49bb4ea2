/** The fields of a model, as the generated client lists them. */
type Fields = Readonly<Record<string, string>>;
/** One row of a statement that selects whole rows of several tables. */
export type JoinedRow = Record<string, unknown>;

/** Array columns: where the column is null the client shows an empty list. */
const lists: ReadonlySet<string> = new Set(['dataTypes', 'redirectUrls', 'transports']);

const toColumn = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** All columns of the table that `alias` stands for, to select beside those of others. */
export function wholeRow(alias: string, fields: Fields): string {
  return Object.keys(fields)
    .map((field) => `"${alias}"."${toColumn(field)}" AS "${alias}.${field}"`)
    .join(', ');
}

/**
 * A row that `wholeRow` selected, under the names of the generated client. Enums have the values that the
 * database stores.
 *
 * @returns null when an outer join found no row, which a null `key` shows
 */
export function rowOf(
  row: JoinedRow,
  alias: string,
  fields: Fields,
  key: string,
): JoinedRow | null {
  if (row[`${alias}.${key}`] === null) return null;
  const valueOf = (field: string) => {
    const value = row[`${alias}.${field}`];
    return lists.has(field) ? (value ?? []) : value;
  };
  return Object.fromEntries(Object.keys(fields).map((field) => [field, valueOf(field)]));
}

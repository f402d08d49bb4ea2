/** What a spreadsheet would take for a formula; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

function toCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The mark by which spreadsheets know UTF-8, first in the file. */
export const CSV_MARK = '\ufeff';

/** Rows as CSV (RFC 4180), each with its line's end. */
export function toCsvRows(rows: string[][]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

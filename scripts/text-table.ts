/** A name could move the cursor of the terminal it is shown on, or pass for another line. */
const CONTROLS = /\p{Cc}/gu;

/** Lines of `rows` under their headings, each column as wide as its widest cell. */
export function textTable(headings: readonly string[], rows: readonly string[][]): string {
  const lines = [[...headings], ...rows].map((line) =>
    line.map((cell) => cell.replace(CONTROLS, ' ')),
  );
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** Holds sentences: it gets room before the table scrolls. */
  isText?: boolean;
}

interface DataTableProps<Row> {
  /** What the table holds; read out, not shown. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What stands there instead while there are no rows. */
  empty?: ReactNode;
}

/** A table of a console. Its first column names the row; where it is too wide, it scrolls by itself. */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div
      role="group"
      aria-label={caption}
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-card"
    >
      <table className="w-full border-collapse text-left text-sm wrap-break-word [&_code]:break-normal [&_code]:whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunk">
          <tr>
            {columns.map(({ key, header, isNumber }) => (
              <th
                key={key}
                scope="col"
                className={`px-3 py-2.5 font-semibold whitespace-nowrap ${isNumber ? 'text-right' : ''}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowKey(row)} className="align-top hover:bg-sunk">
              {columns.map(({ key, cell, isNumber, isText }, index) =>
                index === 0 ? (
                  <th key={key} scope="row" className="px-3 py-2.5 font-medium">
                    {cell(row)}
                  </th>
                ) : (
                  <td
                    key={key}
                    className={`px-3 py-2.5 ${isNumber ? 'text-right tabular-nums whitespace-nowrap' : ''} ${isText ? 'min-w-48' : ''}`}
                  >
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

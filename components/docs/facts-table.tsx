import type { ReactNode } from 'react';

interface FactsTableProps {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly ReactNode[])[];
}

/** A table that scrolls by itself where the window is too narrow for it. */
export function FactsTable({ caption, head, rows }: FactsTableProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="my-5 overflow-x-auto rounded-xl border border-line bg-card"
    >
      <table className="w-full text-left align-top text-base [&_td]:p-3 [&_td]:align-top [&_th]:p-3 [&_th]:align-top [&_tr+tr]:border-t [&_tr+tr]:border-line">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunk">
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row" className="font-normal">
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface Figure {
  label: string;
  value: number | string;
  /** Where they are listed. */
  href?: string;
}

/** Counts side by side, each a way to its list where there is one. */
export function Figures({ label, figures }: { label: string; figures: Figure[] }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-2 gap-3 sm:gap-4 md:grid-cols-3 xl:grid-cols-5"
    >
      {figures.map(({ label: name, value, href }) => (
        <li key={name} className="rounded-xl border border-line bg-card p-4">
          {href ? (
            <a href={href} className="text-link">
              {name}
            </a>
          ) : (
            name
          )}
          <p className="text-2xl font-bold tracking-tight tabular-nums sm:text-3xl">
            {typeof value === 'number' ? value.toLocaleString('en-GB') : value}
          </p>
        </li>
      ))}
    </ul>
  );
}

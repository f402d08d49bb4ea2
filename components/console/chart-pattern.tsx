const SIZE = 8;
const MOST = 4;

/** What draws one pattern over its ground. */
const drawings = [
  null,
  <path key="lines" d={`M-2 2l4-4M0 8l8-8M6 10l4-4`} className="stroke-ink" strokeWidth="1.4" />,
  <circle key="dots" cx="4" cy="4" r="1.5" className="fill-ink" />,
  <path key="grid" d="M0 4h8M4 0v8" className="stroke-ink" strokeWidth="1" />,
];

const grounds = ['fill-main', 'fill-tint', 'fill-wait-tint', 'fill-card'];

export function patternFill(chart: string, index: number): string {
  return `url(#${chart}-pattern-${index % MOST})`;
}

/** The pattern of the series at `index` of a chart: solid, hatched, dotted, or a grid. */
export function ChartPattern({ id, index }: { id: string; index: number }) {
  const at = index % MOST;
  return (
    <pattern id={`${id}-pattern-${at}`} width={SIZE} height={SIZE} patternUnits="userSpaceOnUse">
      <rect width={SIZE} height={SIZE} className={grounds[at]} />
      {drawings[at]}
    </pattern>
  );
}

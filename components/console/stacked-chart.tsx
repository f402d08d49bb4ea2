import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { ChartData } from '@/lib/dashboard/dto';
import { ChartPattern, patternFill } from './chart-pattern';
import { DataTable, type Column } from './data-table';
import { EmptyState } from './empty-state';

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { top: 10, right: 8, bottom: 26, left: 44 };
/** So many labels under the bars fit. */
const MOST_LABELS = 6;

const shortDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dayWords = (from: string) => shortDate.format(new Date(`${from}T00:00:00Z`));

interface StackedChartProps {
  /** Unique on its page. */
  id: string;
  title: string;
  /** What one bar stands for: "Day". */
  period: string;
  data: ChartData;
  /** What the series are called. */
  names: Record<string, string>;
}

type Bar = ChartData['bars'][number];

function Bars({ id, data }: Pick<StackedChartProps, 'id' | 'data'>) {
  const { series, bars } = data;
  const layers = stack<unknown, Bar, string>()
    .keys(series)
    .value((bar, name) => bar.values[name] ?? 0)(bars);
  const most = Math.max(1, ...layers.flatMap((layer) => layer.map(([, top]) => top)));
  const x = scaleBand(
    bars.map(({ from }) => from),
    [MARGIN.left, WIDTH - MARGIN.right],
  ).padding(0.2);
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const every = Math.ceil(bars.length / MOST_LABELS);
  return (
    <>
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick} className="fill-soft stroke-line">
            <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(tick)} y2={y(tick)} />
            <text x={MARGIN.left - 8} y={y(tick) + 4} textAnchor="end" fontSize="12" stroke="none">
              {tick.toLocaleString('en-GB')}
            </text>
          </g>
        ))}
      {layers.map((layer, index) =>
        layer.map(([bottom, top], at) =>
          top > bottom ? (
            <rect
              key={`${layer.key} ${bars[at]?.from ?? ''}`}
              x={x(bars[at]?.from ?? '')}
              y={y(top)}
              width={x.bandwidth()}
              height={y(bottom) - y(top)}
              fill={patternFill(id, index)}
              className="stroke-ink"
              strokeWidth="0.75"
            />
          ) : null,
        ),
      )}
      {bars.map(({ from }, index) =>
        index % every === 0 ? (
          <text
            key={from}
            x={(x(from) ?? 0) + x.bandwidth() / 2}
            y={HEIGHT - 8}
            textAnchor="middle"
            fontSize="12"
            className="fill-soft"
          >
            {dayWords(from)}
          </text>
        ) : null,
      )}
    </>
  );
}

function Totals({ id, title, data, names }: Omit<StackedChartProps, 'period'>) {
  const { series, bars } = data;
  return (
    <table className="text-sm">
      <caption className="sr-only">{title}: totals</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {series.map((name, index) => (
          <tr key={name}>
            <th scope="row" className="py-1 pr-6 text-left font-normal">
              <span className="inline-flex items-center gap-2">
                <svg width="18" height="18" aria-hidden="true" focusable="false">
                  <rect
                    x="0.5"
                    y="0.5"
                    width="17"
                    height="17"
                    fill={patternFill(id, index)}
                    className="stroke-ink"
                  />
                </svg>
                {names[name] ?? name}
              </span>
            </th>
            <td className="py-1 text-right font-semibold tabular-nums">
              {bars
                .reduce((sum, { values }) => sum + (values[name] ?? 0), 0)
                .toLocaleString('en-GB')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnsFor({ data, names, period }: StackedChartProps): Column<Bar>[] {
  return [
    { key: 'from', header: period, cell: ({ from }) => dayWords(from) },
    ...data.series.map((name) => ({
      key: name,
      header: names[name] ?? name,
      isNumber: true,
      cell: ({ values }: Bar) => (values[name] ?? 0).toLocaleString('en-GB'),
    })),
  ];
}

/**
 * Stacked bars over time, each series with a pattern of its own so that none is told by colour; with the
 * totals beside it and every number in a table below.
 */
export function StackedChart(props: StackedChartProps) {
  const { id, title, data } = props;
  const isEmpty = data.bars.every(({ values }) => Object.values(values).every((v) => v === 0));
  if (isEmpty) return <EmptyState heading="Nothing in this time" />;
  return (
    <>
      <div className="grid items-center gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_auto]">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${title}, as bars; the numbers are in the table below`}
          className="h-auto w-full"
        >
          <defs>
            {data.series.map((name, index) => (
              <ChartPattern key={name} id={id} index={index} />
            ))}
          </defs>
          <Bars id={id} data={data} />
        </svg>
        <Totals {...props} />
      </div>
      <details className="mt-4">
        <summary className="min-h-8 font-medium text-anchor">The numbers as a table</summary>
        <div className="mt-3">
          <DataTable
            caption={`${title}: the numbers`}
            columns={columnsFor(props)}
            rows={data.bars}
            rowKey={({ from }) => from}
          />
        </div>
      </details>
    </>
  );
}

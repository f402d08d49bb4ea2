import type { PortalReleases } from '@/lib/portal/dto';

const DAY_WIDTH = 8;
const HEIGHT = 104;
const MIDDLE = 52;
const SMALLEST = 8;
const TALLEST = 46;
const GAP = 1.5;
const DAY_MS = 86_400_000;

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** By the logarithm: what a day with one question shows is seen beside a day with hundreds. */
function heightOf(count: number, most: number): number {
  return SMALLEST + (TALLEST - SMALLEST) * (Math.log(count) / Math.log(Math.max(most, 2)));
}

interface Bars {
  at: number;
  allowed: number;
  refused: number;
}

/** One pair of bars for each day, whoever asked. */
function toBars({ from, days }: PortalReleases): Bars[] {
  const bars = new Map<string, Bars>();
  for (const { day, allowed, refused } of days) {
    const known = bars.get(day) ?? { at: dayNumber(day) - dayNumber(from), allowed: 0, refused: 0 };
    bars.set(day, {
      ...known,
      allowed: known.allowed + allowed,
      refused: known.refused + refused,
    });
  }
  return [...bars.values()];
}

/**
 * A bar for each day: upwards and filled what was allowed, downwards and hollow what was refused, so that no colour
 * is needed to tell them apart. The list beside it has it in words.
 */
export function ReleaseTimeline({ releases, label }: { releases: PortalReleases; label: string }) {
  const bars = toBars(releases);
  const most = Math.max(...bars.flatMap(({ allowed, refused }) => [allowed, refused]));
  const width = (dayNumber(releases.to) - dayNumber(releases.from) + 1) * DAY_WIDTH;
  const barWidth = DAY_WIDTH - 2 * GAP;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className="h-26 w-full forced-color-adjust-auto"
    >
      <line x1="0" x2={width} y1={MIDDLE} y2={MIDDLE} className="stroke-edge" strokeWidth="1.5" />
      {bars.map(({ at, allowed, refused }) => (
        <g key={at} className="stroke-ink" strokeWidth="1.25">
          {allowed > 0 ? (
            <rect
              x={at * DAY_WIDTH + GAP}
              y={MIDDLE - heightOf(allowed, most)}
              width={barWidth}
              height={heightOf(allowed, most)}
              className="fill-main"
            />
          ) : null}
          {refused > 0 ? (
            <rect
              x={at * DAY_WIDTH + GAP}
              y={MIDDLE}
              width={barWidth}
              height={heightOf(refused, most)}
              className="fill-card"
            />
          ) : null}
        </g>
      ))}
    </svg>
  );
}

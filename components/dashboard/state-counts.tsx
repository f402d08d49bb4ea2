import { stateOptions } from '@/components/console/words';

/** How many access records there are in each state, each a way to their list. */
export function StateCounts({ counts }: { counts: Record<string, number> }) {
  return (
    <ul aria-label="Access records by state" className="grid gap-4 sm:grid-cols-3">
      {stateOptions.map(({ value, label }) => (
        <li key={value} className="rounded-xl border border-line bg-card p-4">
          <a href={`/dashboard/records?state=${value}`} className="text-link">
            {label} records
          </a>
          <p className="text-3xl font-bold tracking-tight tabular-nums">
            {(counts[value] ?? 0).toLocaleString('en-GB')}
          </p>
        </li>
      ))}
    </ul>
  );
}

import type { Refusal } from '@/lib/releases/dto';
import { releaseWords } from './release-words';

/** Why releases were refused and how often, one reason on a line. */
export function Refusals({ refusals }: { refusals: Refusal[] }) {
  if (refusals.length === 0) return <span className="text-soft">–</span>;
  return (
    <ul className="space-y-1">
      {refusals.map(({ reason, count }) => (
        <li key={reason}>
          {releaseWords[reason]}: {count.toLocaleString('en-GB')}
        </li>
      ))}
    </ul>
  );
}

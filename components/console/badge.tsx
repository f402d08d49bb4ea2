export type BadgeTone = 'good' | 'bad' | 'wait' | 'quiet';

const looks: Record<BadgeTone, string> = {
  good: 'border-good bg-good-tint text-good',
  bad: 'border-bad bg-bad-tint text-bad',
  wait: 'border-wait bg-wait-tint text-wait',
  quiet: 'border-edge bg-sunk text-soft',
};

/** A shape for each tone beside its word, for whoever does not see its colour. */
const shapes: Record<BadgeTone, string> = { good: '●', bad: '▲', wait: '◐', quiet: '○' };

/** A state in a word. */
export function Badge({ tone, children }: { tone: BadgeTone; children: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap ${looks[tone]}`}
    >
      <span aria-hidden="true" className="text-[0.7em]">
        {shapes[tone]}
      </span>
      {children}
    </span>
  );
}

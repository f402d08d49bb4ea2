export type StatusTone = 'good' | 'bad' | 'wait' | 'plain';

const paths: Record<StatusTone, string> = {
  good: 'M6.5 12.5l3.6 3.6L17.8 8.4',
  bad: 'M12 7v6.2M12 16.6v.1',
  wait: 'M12 7v5.2l3.4 2.2',
  plain: 'M12 11.2v5.6M12 7.4v.1',
};

const colours: Record<StatusTone, string> = {
  good: 'bg-good-tint text-good',
  bad: 'bg-bad-tint text-bad',
  wait: 'bg-wait-tint text-wait',
  plain: 'bg-tint text-tint-ink',
};

/** Decoration only: what it means always stands in words beside it. */
export function StatusIcon({ tone, large = false }: { tone: StatusTone; large?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-grid shrink-0 place-items-center rounded-full ${colours[tone]} ${large ? 'size-14' : 'size-8'}`}
    >
      <svg viewBox="0 0 24 24" className={large ? 'size-9' : 'size-5.5'} focusable="false">
        <path
          d={paths[tone]}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}

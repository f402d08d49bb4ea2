export type StatusTone = 'good' | 'bad' | 'wait' | 'plain';

const paths: Record<StatusTone, string> = {
  good: 'M7.5 12.4l3 3 6-6.3',
  bad: 'M12 7v5.6M12 16.4v.1',
  wait: 'M12 7.2v5l3.2 2',
  plain: 'M12 11.4v5.2M12 7.6v.1',
};

const colours: Record<StatusTone, string> = {
  good: 'text-good',
  bad: 'text-bad',
  wait: 'text-wait',
  plain: 'text-tint-ink',
};

/** Decoration only: what it means always stands in words beside it. */
export function StatusIcon({ tone, large = false }: { tone: StatusTone; large?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${colours[tone]} ${large ? '-ml-1 size-14' : 'size-6'}`}
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth={large ? 1.5 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <circle cx="12" cy="12" r="10" />
      <path d={paths[tone]} />
    </svg>
  );
}

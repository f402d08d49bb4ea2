import type { ReactNode } from 'react';
import { StatusIcon, type StatusTone } from '@/components/ui/status-icon';

interface ActionPanelProps {
  tone: StatusTone;
  heading?: string;
  text: string;
  children?: ReactNode;
}

const grounds: Record<StatusTone, string> = {
  good: 'border-good bg-good-tint',
  bad: 'border-bad bg-bad-tint',
  wait: 'border-wait bg-wait-tint',
  plain: 'border-tint-ink bg-tint',
};

/** A message beside the main button: what happened, and what to do now. */
export function ActionPanel({ tone, heading, text, children }: ActionPanelProps) {
  return (
    <div
      className={`mb-5 space-y-2 rounded-xl border-l-4 p-4 ${grounds[tone]} forced-colors:border`}
    >
      <div className="flex gap-2.5">
        <StatusIcon tone={tone} />
        {heading ? (
          <h2 tabIndex={-1} className="min-w-0 font-semibold outline-none">
            {heading}
          </h2>
        ) : (
          <p className="min-w-0">{text}</p>
        )}
      </div>
      {heading ? <p>{text}</p> : null}
      {children}
    </div>
  );
}

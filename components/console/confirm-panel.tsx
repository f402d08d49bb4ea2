import type { ReactNode } from 'react';
import { OnceForm } from '@/components/ui/once-form';

interface ConfirmPanelProps {
  action: string;
  /** What follows, each in a sentence. */
  consequences: ReactNode[];
  button: string;
  /** Where not doing it leads. */
  cancel: string;
  /** Further fields of the form. */
  children?: ReactNode;
}

/** The step before something sensitive: what it means, then one button that does it and a way back. */
export function ConfirmPanel({
  action,
  consequences,
  button,
  cancel,
  children,
}: ConfirmPanelProps) {
  return (
    <div className="max-w-2xl rounded-xl border-l-4 border-bad bg-card p-4 sm:p-6 forced-colors:border">
      <h2 className="text-lg font-semibold">What this means</h2>
      <ul className="mt-2 list-disc space-y-1.5 pl-5">
        {consequences.map((consequence, index) => (
          <li key={index}>{consequence}</li>
        ))}
      </ul>
      <OnceForm action={action} className="mt-5 space-y-4">
        {children}
        <div className="flex flex-wrap gap-3">
          <button type="submit" className="button button-main">
            {button}
          </button>
          <a href={cancel} className="button button-quiet">
            Cancel
          </a>
        </div>
      </OnceForm>
    </div>
  );
}

import { useId, type ReactNode } from 'react';
import { PageScript } from '@/components/page-script/page-script';
import script from './passkey-script.ts?page-script';
import type { PasskeySettings } from './passkey-settings';

interface PasskeyControlProps {
  settings: PasskeySettings;
  /** All that may appear above the button, by the name of what happened. */
  messages: Record<string, ReactNode>;
  /** The form that says no, beside the button and as large, where its press is a permission. */
  refusal?: ReactNode;
  /** Whether button and refusal stay in view while the page is read. */
  isInReach?: boolean;
}

/**
 * A passkey button with all that it may come to say. Everything is in the document: the script
 * (passkey-script.ts) chooses among it, and brings no words and no markup of its own.
 */
export function PasskeyControl({
  settings,
  messages,
  refusal,
  isInReach = false,
}: PasskeyControlProps) {
  const { button, starting } = settings.words;
  const statusId = useId();
  return (
    <div
      className={`${refusal ? 'contents' : 'mt-4'} print:hidden`}
      data-button="shown"
      data-passkey={JSON.stringify(settings)}
    >
      <PageScript source={script} />
      <div role="alert" className={`needs-script ${refusal ? 'mt-4' : ''}`} />
      <div
        className={refusal ? `two-answers ${isInReach ? 'answers-in-reach' : 'mt-4'}` : undefined}
      >
        <button
          type="button"
          className="button button-main needs-script"
          disabled
          aria-describedby={statusId}
        >
          {button}
        </button>
        {refusal}
      </div>
      <p
        role="status"
        id={statusId}
        className="needs-script mt-3 min-h-6 text-soft empty:mt-0 empty:min-h-0"
      >
        {starting}
      </p>
      {Object.entries(messages).map(([name, message]) => (
        <template key={name} data-message={name}>
          {message}
        </template>
      ))}
    </div>
  );
}

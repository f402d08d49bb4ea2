import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TypedNote } from '@/lib/ceremonies/passkey/dto';
import { OnceForm } from '@/components/ui/once-form';
import { StatusIcon } from '@/components/ui/status-icon';

interface CodeFormProps {
  action?: string;
  fields: Record<string, string>;
  failures: number;
  triesLeft: number;
  typed: TypedNote;
  /** Time of day at which the code ends. */
  until: string;
  /** What stands in place of the button that confirms the code. */
  children?: ReactNode;
}

export function CodeForm({
  action = '/passkey/code',
  fields,
  failures,
  triesLeft,
  typed,
  until,
  children,
}: CodeFormProps) {
  const t = useTranslations('steps.enter-code');
  const problem = typed ? t(typed) : failures > 0 ? t('wrong', { triesLeft }) : null;
  const isWrong = problem !== null;
  return (
    <OnceForm action={action} fields={fields} className={children ? 'contents' : undefined}>
      <label htmlFor="code" className="mt-3 block font-semibold">
        {t('label')}
      </label>
      <p id="code-hint" className="mt-0.5 text-soft">
        {t('hint', { time: until })}
      </p>
      {isWrong ? (
        <p id="code-error" className="mt-2 flex items-center gap-2 font-semibold text-bad">
          <StatusIcon tone="bad" />
          {problem}
        </p>
      ) : null}
      <input
        id="code"
        name="code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus={isWrong}
        required
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? 'code-hint code-error' : 'code-hint'}
        className={`mt-3 mb-4 block h-14 w-full max-w-56 rounded-lg border-2 bg-card px-4 text-2xl tracking-[0.2em] tabular-nums ${isWrong ? 'border-bad' : 'border-edge'}`}
      />
      {children ?? (
        <button type="submit" className="button button-main">
          {t('button')}
        </button>
      )}
    </OnceForm>
  );
}

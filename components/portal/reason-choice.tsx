import { useTranslations } from 'next-intl';
import { StatusIcon } from '@/components/ui/status-icon';
import { withdrawalReasons } from '@/lib/portal/schemas';

/** Asks why, folded: it wants no answer, and the buttons stand where they are seen. Open where it was refused. */
export function ReasonChoice({ isRefused }: { isRefused: boolean }) {
  const t = useTranslations('portal.withdraw');
  return (
    <details open={isRefused}>
      <summary className="min-h-11 content-center font-semibold text-anchor">
        {t('reasonHeading')}
      </summary>
      <fieldset
        aria-describedby={isRefused ? 'reason-error reason-hint' : 'reason-hint'}
        className={isRefused ? 'border-l-4 border-bad pl-4' : undefined}
      >
        <legend className="sr-only">{t('reasonHeading')}</legend>
        <p id="reason-hint" className="mt-0.5 text-soft">
          {t('reasonHint')}
        </p>
        {isRefused ? (
          <p id="reason-error" className="mt-2 flex gap-2 font-semibold text-bad">
            <StatusIcon tone="bad" />
            <span>{t('reasonError')}</span>
          </p>
        ) : null}
        <div className="mt-2">
          {withdrawalReasons.map((reason, index) => (
            <label key={reason} className="flex min-h-12 items-center gap-3">
              <input
                type="radio"
                name="reason"
                value={reason}
                autoFocus={isRefused && index === 0}
                className="size-6 shrink-0 accent-anchor"
              />
              {t(`reasons.${reason}`)}
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}

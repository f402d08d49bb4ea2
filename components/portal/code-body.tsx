import { useLocale, useTranslations } from 'next-intl';
import { ActionPanel } from '@/components/ui/action-panel';
import { CodeForm } from '@/components/ceremony/code-form';
import { Card } from '@/components/ui/card';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import type { TypedNote } from '@/lib/ceremonies/passkey/dto';
import { PortalHeading } from './portal-heading';

export type CodePageProblem = 'paused' | 'limit' | TypedNote;

interface CodeBodyProps {
  register: string;
  failures: number;
  triesLeft: number;
  /** RFC 3339. */
  expiresAt: string;
  problem: CodePageProblem;
}

/** The page that waits for the code. It does not say whether a mail went out. */
export function CodeBody({ register, failures, triesLeft, expiresAt, problem }: CodeBodyProps) {
  const t = useTranslations('portal.code');
  const locale = useLocale();
  const refusal = problem === 'paused' ? 'paused' : triesLeft === 0 ? 'noTries' : null;
  const title = t(titleOf(failures, refusal !== null || problem !== null));
  return (
    <>
      <PortalHeading
        title={[title, register]}
        heading={t('heading')}
        intro={refusal ? null : t('intro')}
      />
      <Card>
        {refusal ? (
          <ActionPanel tone="bad" text={t(refusal)} />
        ) : (
          <CodeForm
            action="/portal/sign-in/check-code"
            fields={{}}
            failures={failures}
            triesLeft={triesLeft}
            typed={problem === 'unread' || problem === 'older' ? problem : null}
            until={formatTime(locale, expiresAt, 'time')}
          />
        )}
        <div className="mt-8 border-t border-line pt-6">
          <h2 className="text-lg font-semibold">{t('resendHeading')}</h2>
          {problem === 'limit' ? (
            <p className="mt-1 text-soft">{t('limit')}</p>
          ) : (
            <>
              <p className="mt-1 text-soft">{t('resend')}</p>
              <OnceForm action="/portal/sign-in/mail" className="mt-4">
                <button type="submit" className="button button-quiet">
                  {t('resendButton')}
                </button>
              </OnceForm>
            </>
          )}
        </div>
      </Card>
      <p className="mt-6">
        <a href="/portal/sign-in" className="text-link">
          {t('otherWay')}
        </a>
      </p>
    </>
  );
}

function titleOf(failures: number, isRefused: boolean): 'titleWrong' | 'titleError' | 'title' {
  if (failures > 0) return 'titleWrong';
  return isRefused ? 'titleError' : 'title';
}

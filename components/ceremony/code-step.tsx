import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { formatTime } from '@/components/ui/format-time';
import { ActionPanel } from '@/components/ui/action-panel';
import { AskPanel } from './ask-panel';
import { BoundQuestion } from './bound-question';
import { CeremonyHeading } from './ceremony-heading';
import { ceremonyPath } from './ceremony-path';
import { CodeForm } from './code-form';
import { enrolmentProgress } from './enrolment-progress';
import { ExpiryNotice } from './expiry-notice';
import { LoneRefusal } from './lone-refusal';
import type { MailStepProps } from './mail-step';
import { mailVariant } from './mail-variant';
import { MailWays } from './mail-ways';
import { richTags } from './rich-tags';
import { SendAnother } from './send-another';
import { TwoAnswers } from './two-answers';
import { usePermission } from './use-permission';

/** The mail is out: the code is typed here, or another mail asked for. */
export function CodeStep({ view, way, register, remainingMs }: MailStepProps) {
  const t = useTranslations('steps');
  const tPermission = useTranslations('permission');
  const locale = useLocale();
  const permission = usePermission(view);
  const { ask, kind, session, emailMask, code } = view;
  const values = { organisation: ask.organisation, ...richTags };
  const progress = kind === 'register' ? enrolmentProgress(view) : null;
  const canType = code !== null && code.triesLeft > 0 && !code.isPaused;
  const panel = (
    <AskPanel
      ask={ask}
      purpose={
        permission.label
          ? undefined
          : t(`enter-code.purpose${kind === 'assert' ? 'Assert' : 'Register'}`)
      }
    />
  );
  return (
    <>
      <CeremonyHeading
        heading={permission.label ? tPermission.rich('heading', values) : t('enter-code.heading')}
        intro={
          permission.label
            ? tPermission('intro')
            : t.rich(`enter-code.intro${mailVariant(view, way)}`, values)
        }
        progress={progress && t('progress', progress)}
      />
      <Card>
        <BoundQuestion ask={ask} />
        {ask.proposal ? panel : null}
        <ExpiryNotice
          remainingMs={remainingMs}
          selfPath={ceremonyPath(kind, session, way)}
          titleRest={`${ask.organisation} – ${register}`}
        />
        {canType ? (
          <p className={`text-base leading-snug ${ask.proposal ? 'mt-3' : ''}`}>
            {emailMask
              ? t.rich('enter-code.sent', { mask: emailMask, ...richTags })
              : t('enter-code.sentNoMask')}
          </p>
        ) : null}
        {canType ? (
          <CodeForm
            fields={{ session, kind, way: way ?? '' }}
            failures={code.failures}
            triesLeft={code.triesLeft}
            typed={code.typed}
            until={formatTime(locale, code.expiresAt, 'time')}
          >
            {permission.isAsked && !permission.label ? (
              <p className="mt-3 leading-snug font-semibold">{tPermission('notYet')}</p>
            ) : null}
            <TwoAnswers ask={ask} declineAction="/passkey/decline">
              <button type="submit" className="button button-main">
                {permission.label ?? t('enter-code.button')}
              </button>
            </TwoAnswers>
          </CodeForm>
        ) : (
          <>
            <ActionPanel
              tone="bad"
              text={t(code?.isPaused ? 'enter-code.codesPaused' : 'enter-code.noTries')}
            />
            <SendAnother view={view} way={way} className="mt-4" />
            <LoneRefusal view={view} />
          </>
        )}
        {ask.proposal ? null : <div className="mt-4">{panel}</div>}
        {canType ? <SendAnother view={view} way={way} className="mt-5" /> : null}
      </Card>
      <MailWays view={view} way={way} />
    </>
  );
}

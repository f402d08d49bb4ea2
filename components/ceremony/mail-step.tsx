import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { OnceForm } from '@/components/ui/once-form';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { ActionPanel } from '@/components/ui/action-panel';
import { AskPanel } from './ask-panel';
import { BoundQuestion } from './bound-question';
import { CeremonyHeading } from './ceremony-heading';
import { ceremonyPath, type CeremonyWay } from './ceremony-path';
import { enrolmentProgress } from './enrolment-progress';
import { ExpiryNotice } from './expiry-notice';
import { LoneRefusal } from './lone-refusal';
import { mailVariant } from './mail-variant';
import { MailWays } from './mail-ways';
import { richTags } from './rich-tags';
import { TwoAnswers } from './two-answers';

export interface MailStepProps {
  view: CeremonyView;
  way: CeremonyWay;
  register: string;
  remainingMs: number;
}

/** Offers the mail; nothing is sent until the button is pressed. */
export function MailStep({ view, way, register, remainingMs }: MailStepProps) {
  const t = useTranslations('steps');
  const tPermission = useTranslations('permission');
  const { ask, kind, session, emailMask } = view;
  const progress = kind === 'register' ? enrolmentProgress(view) : null;
  const variant = mailVariant(view, way);
  return (
    <>
      <CeremonyHeading
        heading={t.rich('prove-email.heading', { organisation: ask.organisation, ...richTags })}
        intro={
          ask.proposal?.asksPermission && kind === 'assert'
            ? tPermission('introMail')
            : t(`prove-email.intro${variant}`)
        }
        progress={progress && t('progress', progress)}
      />
      <Card>
        <BoundQuestion ask={ask} />
        <AskPanel
          ask={ask}
          purpose={t(`prove-email.purpose${kind === 'assert' ? 'Assert' : 'Register'}`)}
        />
        <ExpiryNotice
          remainingMs={remainingMs}
          selfPath={ceremonyPath(kind, session, way)}
          titleRest={`${ask.organisation} – ${register}`}
        />
        {view.mailPaused ? (
          <>
            <ActionPanel tone="wait" text={t('prove-email.paused')} />
            <LoneRefusal view={view} />
          </>
        ) : (
          <>
            <p className="mt-3 text-base leading-snug">
              {emailMask
                ? t.rich('prove-email.next', { mask: emailMask, ...richTags })
                : t('prove-email.nextNoMask')}
            </p>
            {ask.proposal?.asksPermission ? (
              <p className="mt-2 leading-snug font-semibold">{tPermission('notYet')}</p>
            ) : null}
            <OnceForm
              action="/passkey/email"
              fields={{ session, kind, way: way ?? '' }}
              className="contents"
            >
              <TwoAnswers ask={ask} declineAction="/passkey/decline">
                <button type="submit" className="button button-main">
                  {t('prove-email.button')}
                </button>
              </TwoAnswers>
            </OnceForm>
          </>
        )}
      </Card>
      <MailWays view={view} way={way} />
    </>
  );
}

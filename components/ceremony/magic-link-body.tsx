import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import { PageTitle } from '@/components/ui/page-title';
import { ShortFact } from '@/components/ui/short-fact';
import type { MagicLinkView } from '@/lib/ceremonies/mail/dto';
import { AboutDetails, type Shown } from './about-details';
import { AskPanel } from './ask-panel';
import { BoundQuestion } from './bound-question';
import { CeremonyHeading } from './ceremony-heading';
import { DeclineSection } from './decline-section';
import { richTags } from './rich-tags';
import { TwoAnswers } from './two-answers';
import { useAllowLabel } from './use-allow-label';

interface MagicLinkBodyProps extends Shown {
  view: MagicLinkView;
}

type Variant = 'confirm' | 'prove' | 'elsewhere' | 'undo';

function variantOf({ purpose, isAskingBrowser }: MagicLinkView): Variant {
  return purpose === 'prove' && !isAskingBrowser ? 'elsewhere' : purpose;
}

/** The page behind a mailed link. Looking at it does nothing; its button, a plain form, does. */
export function MagicLinkBody({ view, ...shown }: MagicLinkBodyProps) {
  const t = useTranslations('link');
  const { ask, passkeyAddedAt, sentTo } = view;
  const { organisation } = ask;
  const tPermission = useTranslations('permission');
  const variant = variantOf(view);
  const label = useAllowLabel(ask);
  const allow = view.isAnswer && variant !== 'elsewhere' ? label : null;
  const path = `/magic-link/${encodeURIComponent(view.token)}`;
  const addedAt = useTimeOf(passkeyAddedAt);
  const intro =
    variant === 'confirm' ? null : t.rich(`${variant}.intro`, { organisation, ...richTags });
  return (
    <div className="space-y-4 sm:space-y-8">
      <PageTitle
        parts={[allow ? tPermission('title') : t(`${variant}.title`), organisation, shown.register]}
      />
      <CeremonyHeading
        heading={
          allow
            ? tPermission.rich('heading', { organisation, ...richTags })
            : t.rich(`${variant}.heading`, { organisation, ...richTags })
        }
        intro={allow ? tPermission('intro') : intro}
      />
      <Card>
        {variant === 'elsewhere' ? null : <BoundQuestion ask={ask} />}
        <AskPanel
          ask={ask}
          isAboutUse={variant !== 'undo'}
          purpose={allow ? undefined : t(`${variant}.purpose`)}
          sentTo={sentTo}
          afterwards={
            variant === 'confirm' || (variant === 'prove' && view.isAnswer)
              ? undefined
              : t(`${variant}.afterwards`)
          }
        >
          {addedAt ? <ShortFact name={t('undo.addedAt')}>{addedAt}</ShortFact> : null}
        </AskPanel>
        <p className="mt-3 leading-snug">
          {allow ? tPermission('nextLink') : t(`${variant}.next`)}
        </p>
        {label && !allow ? (
          <p className="mt-2 leading-snug font-semibold">{tPermission('notYet')}</p>
        ) : null}
        <LinkAnswers view={view} variant={variant} path={path} label={allow} />
      </Card>
      {variant === 'undo' ? null : (
        <DeclineSection ask={ask} action={`${path}/decline`} fields={{}} />
      )}
      <AboutDetails
        ask={ask}
        passkeyEnding={variant === 'confirm' ? null : ask.meterPointEnding}
        {...shown}
      />
    </div>
  );
}

interface LinkAnswersProps {
  view: MagicLinkView;
  variant: Variant;
  path: string;
  /** What the main button says whose press is the permission. */
  label: string | null;
}

/** The buttons of a mailed link's page; in a browser where it does not count there are none. */
function LinkAnswers({ view: { ask }, variant, path, label }: LinkAnswersProps) {
  const t = useTranslations('link');
  if (variant === 'elsewhere') return null;
  const button = (
    <button type="submit" className={`button button-main ${variant === 'undo' ? 'mt-3' : ''}`}>
      {label ?? t(`${variant}.button`)}
    </button>
  );
  return (
    <>
      <OnceForm action={`${path}/confirm`} fields={{}} className="contents print:hidden">
        {variant === 'undo' ? (
          button
        ) : (
          <TwoAnswers ask={ask} declineAction={`${path}/decline`}>
            {button}
          </TwoAnswers>
        )}
      </OnceForm>
      {variant === 'confirm' ? (
        <p className="mt-2 text-base leading-snug text-soft">
          {t(ask.isBound ? 'boundNote' : 'note')}
        </p>
      ) : null}
    </>
  );
}

function useTimeOf(instant: string | null): string | null {
  const locale = useLocale();
  return instant === null ? null : formatTime(locale, instant, 'dateTime');
}

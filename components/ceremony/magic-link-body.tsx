import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import { PageTitle } from '@/components/ui/page-title';
import type { MagicLinkView } from '@/lib/ceremonies/mail/dto';
import { AboutDetails } from './about-details';
import { AskPanel } from './ask-panel';
import { BoundQuestion } from './bound-question';
import { CeremonyHeading } from './ceremony-heading';
import { DeclineSection } from './decline-section';
import { richTags } from './rich-tags';
import { TwoAnswers } from './two-answers';
import { useAllowLabel } from './use-allow-label';

interface MagicLinkBodyProps {
  view: MagicLinkView;
  register: string;
}

type Variant = 'confirm' | 'prove' | 'elsewhere' | 'undo';

function variantOf({ purpose, isAskingBrowser }: MagicLinkView): Variant {
  return purpose === 'prove' && !isAskingBrowser ? 'elsewhere' : purpose;
}

/** The page behind a mailed link. Looking at it does nothing; its button, a plain form, does. */
export function MagicLinkBody({ view, register }: MagicLinkBodyProps) {
  const t = useTranslations('link');
  const { ask, token, passkeyAddedAt } = view;
  const tPermission = useTranslations('permission');
  const variant = variantOf(view);
  const label = useAllowLabel(ask);
  const allow = view.isAnswer && variant !== 'elsewhere' ? label : null;
  const path = `/magic-link/${encodeURIComponent(token)}`;
  const values = { organisation: ask.organisation, ending: ask.meterPointEnding, ...richTags };
  const addedAt = useTimeOf(passkeyAddedAt);
  return (
    <div className="space-y-8">
      <PageTitle
        parts={[allow ? tPermission('title') : t(`${variant}.title`), ask.organisation, register]}
      />
      <CeremonyHeading
        heading={
          allow
            ? tPermission('heading', { organisation: ask.organisation })
            : t(`${variant}.heading`)
        }
        intro={allow ? tPermission('intro') : t.rich(`${variant}.intro`, values)}
      />
      <Card>
        <AskPanel
          ask={ask}
          isAboutUse={variant !== 'undo'}
          purpose={allow ? undefined : t(`${variant}.purpose`)}
          afterwards={
            variant === 'confirm' || (variant === 'prove' && view.isAnswer)
              ? undefined
              : t(`${variant}.afterwards`)
          }
        >
          {addedAt ? <Fact name={t('undo.addedAt')}>{addedAt}</Fact> : null}
        </AskPanel>
        {variant === 'elsewhere' ? null : <BoundQuestion ask={ask} />}
        <p className="mt-6">{allow ? tPermission('nextLink') : t(`${variant}.next`)}</p>
        {label && !allow ? <p className="mt-2 font-semibold">{tPermission('notYet')}</p> : null}
        {variant === 'elsewhere' ? null : (
          <OnceForm action={`${path}/confirm`} fields={{}} className="mt-4 print:hidden">
            <TwoAnswers ask={ask} declineAction={`${path}/decline`}>
              <button type="submit" className="button button-main">
                {allow ?? t(`${variant}.button`)}
              </button>
            </TwoAnswers>
          </OnceForm>
        )}
        {variant === 'confirm' ? (
          <p className="mt-4 text-sm text-soft">{t(ask.isBound ? 'boundNote' : 'note')}</p>
        ) : null}
      </Card>
      {variant === 'undo' ? null : (
        <DeclineSection ask={ask} action={`${path}/decline`} fields={{}} />
      )}
      <AboutDetails
        register={register}
        ask={ask}
        passkeyEnding={variant === 'confirm' ? null : ask.meterPointEnding}
      />
    </div>
  );
}

function useTimeOf(instant: string | null): string | null {
  const locale = useLocale();
  return instant === null ? null : formatTime(locale, instant, 'dateTime');
}

import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import { PageTitle } from '@/components/ui/page-title';
import type { MagicLinkView } from '@/lib/ceremonies/mail/dto';
import { AboutDetails } from './about-details';
import { AskPanel } from './ask-panel';
import { CeremonyHeading } from './ceremony-heading';
import { DeclineSection } from './decline-section';
import { richTags } from './rich-tags';

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
  const variant = variantOf(view);
  const path = `/magic-link/${encodeURIComponent(token)}`;
  const values = { organisation: ask.organisation, ending: ask.meterPointEnding, ...richTags };
  const addedAt = useTimeOf(passkeyAddedAt);
  return (
    <div className="space-y-8">
      <PageTitle parts={[t(`${variant}.title`), ask.organisation, register]} />
      <CeremonyHeading
        heading={t(`${variant}.heading`)}
        intro={t.rich(`${variant}.intro`, values)}
      />
      <Card>
        <AskPanel
          ask={ask}
          purpose={t(`${variant}.purpose`)}
          afterwards={variant === 'confirm' ? undefined : t(`${variant}.afterwards`)}
        >
          {addedAt ? <Fact name={t('undo.addedAt')}>{addedAt}</Fact> : null}
        </AskPanel>
        <p className="mt-6">{t(`${variant}.next`)}</p>
        {variant === 'elsewhere' ? null : (
          <OnceForm action={`${path}/confirm`} fields={{}} className="mt-4">
            <button type="submit" className="button button-main">
              {t(`${variant}.button`)}
            </button>
          </OnceForm>
        )}
        {variant === 'confirm' ? (
          <p className="mt-4 text-sm text-soft">{t(view.isBound ? 'boundNote' : 'note')}</p>
        ) : null}
      </Card>
      {variant === 'undo' ? null : (
        <DeclineSection organisation={ask.organisation} action={`${path}/decline`} fields={{}} />
      )}
      <AboutDetails
        register={register}
        organisation={ask.organisation}
        isOfPortal={ask.isOfPortal}
        passkeyEnding={variant === 'confirm' ? null : ask.meterPointEnding}
      />
    </div>
  );
}

function useTimeOf(instant: string | null): string | null {
  const locale = useLocale();
  return instant === null ? null : formatTime(locale, instant, 'dateTime');
}

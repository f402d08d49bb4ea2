import { useTranslations } from 'next-intl';
import type { StatusTone } from '@/components/ui/status-icon';
import type { Ending, EndingView } from '@/lib/ceremonies/dto';
import { MessagePage } from './message-page';

const tones: Record<Ending, StatusTone> = {
  confirmed: 'good',
  declined: 'plain',
  expired: 'wait',
  used: 'plain',
  invalid: 'wait',
  'other-browser': 'plain',
  undone: 'good',
};

/** Endings after which nothing is left to do anywhere. */
const closed: Ending[] = ['confirmed', 'declined', 'used', 'undone'];

/** Where permission was asked for, its ending says what became of that. */
function wordsOf({ ending, ask, isRefused }: EndingView): Ending | 'allowed' | 'refused' {
  if (ending === 'declined' && isRefused) return 'refused';
  return ending === 'confirmed' && ask?.proposal?.asksPermission ? 'allowed' : ending;
}

interface EndingPageProps {
  view: EndingView;
  register: string;
}

/** How a request ended, in words, with the way back to the organisation where there is one. */
export function EndingPage({ view, register }: EndingPageProps) {
  const t = useTranslations('endings');
  const { ending, ask, returnLocation } = view;
  const words = wordsOf(view);
  const values = {
    known: ask ? 'yes' : 'no',
    organisation: ask?.organisation ?? '',
    ending: ask?.meterPointEnding ?? '',
  };
  return (
    <MessagePage
      tone={tones[ending]}
      title={[t(`${words}.title`), ask?.organisation ?? null, register]}
      heading={t(`${words}.heading`)}
      text={t(`${words}.text`, values)}
    >
      {returnLocation ? (
        <p className="mt-6">
          <a href={returnLocation} className="button button-main">
            {t('goOn', { host: ask?.returnHost ?? new URL(returnLocation).host })}
          </a>
        </p>
      ) : null}
      {!returnLocation && closed.includes(ending) ? (
        <>
          <p className="mt-4 font-medium">{t('close')}</p>
          <p className="mt-4">
            <a href="/portal" className="text-link">
              {t('portal')}
            </a>
          </p>
        </>
      ) : null}
    </MessagePage>
  );
}

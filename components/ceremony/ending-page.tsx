import { useTranslations } from 'next-intl';
import { OperatorContact, type Operator } from '@/components/shell/operator-contact';
import type { StatusTone } from '@/components/ui/status-icon';
import type { Ending, EndingView } from '@/lib/ceremonies/dto';
import { AnswerFacts } from './answer-facts';
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

/** The words of an ending: an answer has those of the button that was pressed. */
function wordsOf({ ending, answer }: EndingView) {
  const isAnswer = ending === 'confirmed' || ending === 'declined';
  const words = isAnswer ? (answer?.given ?? ending) : ending;
  return words === 'not-recognised' ? 'declined' : words;
}

interface EndingPageProps {
  view: EndingView;
  register: string;
  operator: Operator | null;
}

/** How a request ended, in words, with the way back to the organisation where there is one. */
export function EndingPage({ view, register, operator }: EndingPageProps) {
  const t = useTranslations('endings');
  const tSite = useTranslations('site');
  const { ending, ask, answer, returnLocation } = view;
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
        <p className="mt-5">
          <a href={returnLocation} className="button button-main">
            {t('goOn', { host: ask?.returnHost ?? new URL(returnLocation).host })}
          </a>
        </p>
      ) : null}
      {!returnLocation && closed.includes(ending) ? (
        <p className="mt-3 font-medium">{t('close')}</p>
      ) : null}
      {answer && ask?.request ? (
        <AnswerFacts
          answer={answer}
          reference={ask.request.reference}
          isEarlier={ending === 'used'}
        />
      ) : null}
      {!returnLocation && closed.includes(ending) ? (
        <>
          <h2 className="mt-5 font-semibold">{t('notYouHeading')}</h2>
          <p className="mt-1 text-soft">{t('notYou')}</p>
          {operator === null ? null : (
            <p className="mt-1 text-soft">
              {tSite('operator', { name: operator.name })} <OperatorContact {...operator} />
            </p>
          )}
          <p className="mt-3">
            <a href="/portal" className="text-link">
              {t('portal')}
            </a>
          </p>
        </>
      ) : null}
    </MessagePage>
  );
}

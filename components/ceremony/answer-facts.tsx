import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import { ShortFact } from '@/components/ui/short-fact';
import type { EndingView } from '@/lib/ceremonies/dto';

interface AnswerFactsProps {
  answer: NonNullable<EndingView['answer']>;
  reference: string;
  /** Whether it was given before, perhaps by somebody else. */
  isEarlier: boolean;
}

/** What was answered and when, and by what others find the request. */
export function AnswerFacts({ answer: { given, at }, reference, isEarlier }: AnswerFactsProps) {
  const t = useTranslations('endings');
  const locale = useLocale();
  return (
    <dl className="mt-4 divide-y divide-line border-y border-line">
      <ShortFact name={t(isEarlier ? 'earlierAnswer' : 'answer')}>
        “{t(`answers.${given === 'not-recognised' ? 'declined' : given}`)}”
      </ShortFact>
      <ShortFact name={t('when')}>{formatTime(locale, at, 'dateTime')}</ShortFact>
      <ShortFact name={t('reference')}>
        <span className="whitespace-nowrap tabular-nums">{reference}</span>
      </ShortFact>
    </dl>
  );
}

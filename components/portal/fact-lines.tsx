import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fact } from '@/components/ui/fact';

/** How many lines of one fact a list of accesses shows before it folds them. */
const MOST_LINES = 3;

interface FactLinesProps {
  name: string;
  lines: { key: string; text: ReactNode }[];
  /** One of many accesses on the page: what is long opens on a press. */
  isBrief: boolean;
}

/** A fact that names organisations, one a line; nothing where there are none. */
export function FactLines({ name, lines, isBrief }: FactLinesProps) {
  const t = useTranslations('portal.entry');
  if (lines.length === 0) return null;
  const list = (
    <ul>
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
  return (
    <Fact name={name}>
      {isBrief && lines.length > MOST_LINES ? (
        <details>
          <summary className="min-h-8 font-medium text-anchor">
            {t('many', { count: lines.length })}
          </summary>
          {list}
        </details>
      ) : (
        list
      )}
    </Fact>
  );
}

import { useTranslations } from 'next-intl';
import { dataTypes } from '@/lib/vocabulary/data-types';

/** Which data, in plain words, one after the other. */
export function DataInWords({ types }: { types: string[] }) {
  const t = useTranslations('portal.dataTypes');
  const known = dataTypes.filter((type) => types.includes(type));
  return <>{known.map((type) => `${t(type)}.`).join(' ')}</>;
}

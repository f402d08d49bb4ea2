import { useTranslations } from 'next-intl';
import type { ShownAddress } from '@/lib/ceremonies/dto';

interface ShownHostProps {
  address: ShownAddress;
  /** What stands there, for whoever hears the link alone. */
  label: string;
}

/** A link of the request, called by its host; the page that asks stays open beside it. */
export function ShownHost({ address: { host, url }, label }: ShownHostProps) {
  const t = useTranslations('proposal');
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={t('newTab', { label, host })}
      className="inline-block py-0.5 text-link"
    >
      <bdi>{host}</bdi>
    </a>
  );
}

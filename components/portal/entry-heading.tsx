import { useTranslations } from 'next-intl';
import { nameTag } from '@/components/ui/name-tag';
import type { PortalEntry } from '@/lib/portal/dto';

/** Who acts for the organisation that an access is headed by, where another does, and its contact. */
export function EntryHeading({ entry }: { entry: PortalEntry }) {
  const t = useTranslations('portal');
  const { organisation, through, contactUrl } = entry;
  return (
    <>
      {through === null ? null : (
        <p className="text-soft">{t.rich('entry.through', { through, ...nameTag })}</p>
      )}
      {contactUrl === null ? null : (
        <p className="print:hidden">
          <a
            href={contactUrl}
            aria-label={t('record.contactOf', { organisation })}
            rel="noreferrer"
            className="inline-flex min-h-8 items-center text-link"
          >
            {t('record.contact')}
          </a>
        </p>
      )}
    </>
  );
}

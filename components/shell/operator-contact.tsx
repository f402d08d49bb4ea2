import { useTranslations } from 'next-intl';

export interface Operator {
  name: string;
  /** `mailto:`, `tel:` or `https:`. */
  contact: string;
  /** As people write it; null where there is none to ring. */
  phone: string | null;
}

/** How to reach who runs the register: by link and, where there is one, by a number to ring. */
export function OperatorContact({ contact, phone }: Operator) {
  const t = useTranslations('site');
  return (
    <>
      <a href={contact} className="text-link">
        {contact.replace(/^(?:mailto:|tel:|https:\/\/)/, '')}
      </a>
      {phone === null ? null : (
        <>
          {' '}
          <a
            href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}
            className="text-link whitespace-nowrap"
          >
            {t('operatorPhone', { phone })}
          </a>
        </>
      )}
    </>
  );
}

import { useTranslations } from 'next-intl';
import type { PortalEntry, PortalRecipient, PortalTerms } from '@/lib/portal/dto';
import { FactLines } from './fact-lines';

function Terms({ terms, organisation }: { terms: PortalTerms; organisation: string }) {
  const t = useTranslations('portal.entry');
  const { controller, url, version } = terms;
  const words = t('termsVersion', { version });
  return (
    <>
      {controller === null ? null : (
        <>
          <bdi>{controller}</bdi>{' '}
        </>
      )}
      <a
        href={url}
        aria-label={`${words}: ${controller ?? organisation}`}
        rel="noreferrer"
        className="inline-block py-0.5 text-link"
      >
        {words}
      </a>
    </>
  );
}

function Recipient({ recipient: { name, role, privacyUrl } }: { recipient: PortalRecipient }) {
  const t = useTranslations('portal.entry');
  return (
    <>
      <bdi>{name}</bdi> (<bdi>{role}</bdi>)
      {privacyUrl === null ? null : (
        <>
          {' '}
          <a
            href={privacyUrl}
            aria-label={t('privacyOf', { name })}
            rel="noreferrer"
            className="inline-block py-0.5 text-link"
          >
            {t('privacy')}
          </a>
        </>
      )}
    </>
  );
}

/** What the customer was informed of: the terms, and who else receives the data. */
export function NoticeFacts({ entry, isBrief }: { entry: PortalEntry; isBrief: boolean }) {
  const t = useTranslations('portal.entry');
  const { terms, recipients, organisation } = entry;
  return (
    <>
      <FactLines
        name={t('terms')}
        lines={terms.map((one, index) => ({
          key: `${index} ${one.url}`,
          text: <Terms terms={one} organisation={organisation} />,
        }))}
        isBrief={isBrief}
      />
      <FactLines
        name={t('recipients')}
        lines={recipients.map((recipient, index) => ({
          key: `${index} ${recipient.name}`,
          text: <Recipient recipient={recipient} />,
        }))}
        isBrief={isBrief}
      />
    </>
  );
}

import { useLocale, useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import type { PortalDiscovery, PortalEntry } from '@/lib/portal/dto';

const bases = [
  'uk-consent',
  'uk-explicit-consent',
  'uk-legitimate-interests',
  'uk-public-task',
  'uk-legal-obligation',
  'uk-contract',
] as const;

const dataTypes = [
  'HH-CONSUMPTION',
  'HH-EXPORT',
  'MTH-CONSUMPTION',
  'MTH-EXPORT',
  'ANNUAL-CONSUMPTION',
  'ANNUAL-EXPORT',
  'TARIFF-IMPORT',
  'TARIFF-EXPORT',
] as const;

/** When an access ended, or will, in words. */
function useEnd({ state, expiry, revokedAt }: PortalEntry): { name: string; text: string } {
  const t = useTranslations('portal.entry');
  const locale = useLocale();
  const ended = state === 'REVOKED' ? revokedAt : state === 'EXPIRED' ? expiry : null;
  if (ended !== null) return { name: t('ended'), text: formatTime(locale, ended, 'date') };
  return { name: t('until'), text: expiry ? formatTime(locale, expiry, 'date') : t('noEnd') };
}

/** When the smart-meter network saw an access. */
function Seen({ discovery }: { discovery: PortalDiscovery }) {
  const { firstSeen, lastSeen, registeredLater } = discovery;
  const t = useTranslations('portal.entry');
  const locale = useLocale();
  const first = formatTime(locale, firstSeen, 'date');
  const last = formatTime(locale, lastSeen, 'date');
  const same = firstSeen === lastSeen ? 'yes' : 'no';
  return (
    <>
      <Fact name={t('seen')}>{t('seenText', { same, first, last })}</Fact>
      {registeredLater ? (
        <Fact name={t('registeredLater')}>{formatTime(locale, registeredLater, 'date')}</Fact>
      ) : null}
    </>
  );
}

/** What an access is, as a list of facts in plain words. */
export function EntryFacts({ entry }: { entry: PortalEntry }) {
  const t = useTranslations('portal');
  const locale = useLocale();
  const end = useEnd(entry);
  const names = entry.controllers.map(({ name }) => name);
  const others = names.filter((name) => name !== entry.organisation);
  const basis = bases.find((known) => known === entry.legalBasis) ?? 'none';
  return (
    <dl className="divide-y divide-line">
      {entry.disputedAt ? (
        <Fact name={t('entry.disputed')}>
          {t('entry.disputedText', { at: formatTime(locale, entry.disputedAt, 'date') })}
        </Fact>
      ) : null}
      <Fact name={t('entry.why')}>{t(`bases.${basis}`)}</Fact>
      {entry.purpose ? (
        <Fact name={t('entry.purpose')}>
          <bdi>{entry.purpose}</bdi>
        </Fact>
      ) : null}
      {others.length > 0 ? (
        <Fact name={t('entry.together')}>
          <bdi>{others.join(', ')}</bdi>
        </Fact>
      ) : null}
      <Fact name={t('entry.what')}>
        <ul>
          {dataTypes
            .filter((type) => entry.dataTypes.includes(type))
            .map((type) => (
              <li key={type}>{t(`dataTypes.${type}`)}</li>
            ))}
        </ul>
      </Fact>
      {entry.discovery ? (
        <Seen discovery={entry.discovery} />
      ) : (
        <>
          <Fact name={t('entry.since')}>{formatTime(locale, entry.registeredAt, 'date')}</Fact>
          {entry.enteredAt ? (
            <Fact name={t('entry.entered')}>{formatTime(locale, entry.enteredAt, 'date')}</Fact>
          ) : null}
          <Fact name={end.name}>{end.text}</Fact>
        </>
      )}
    </dl>
  );
}

import { useLocale, useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import { formatDay } from '@/components/ui/format-day';
import { formatTime } from '@/components/ui/format-time';
import { dataTypes } from '@/lib/vocabulary/data-types';
import type { PortalDiscovery, PortalEntry } from '@/lib/portal/dto';
import { basisKey } from './basis-key';
import { ConfirmationFact } from './confirmation-fact';
import { FactLines } from './fact-lines';
import { NoticeFacts } from './notice-facts';

/** When an access ended, or will, in words. */
function useEnd({ state, expiry, revokedAt }: PortalEntry): { name: string; text: string } {
  const t = useTranslations('portal.entry');
  const locale = useLocale();
  const ended = state === 'REVOKED' ? revokedAt : state === 'EXPIRED' ? expiry : null;
  if (ended !== null) return { name: t('ended'), text: formatTime(locale, ended, 'date') };
  return { name: t('until'), text: expiry ? formatTime(locale, expiry, 'date') : t('noEnd') };
}

/** When the smart-meter network saw an access, and by what the organisation can be asked. */
function Seen({ discovery }: { discovery: PortalDiscovery }) {
  const { firstSeen, lastSeen, registeredLater, reference } = discovery;
  const t = useTranslations('portal.entry');
  const locale = useLocale();
  const first = formatDay(locale, firstSeen);
  const last = formatDay(locale, lastSeen);
  const same = firstSeen === lastSeen ? 'yes' : 'no';
  return (
    <>
      <Fact name={t('seen')}>{t('seenText', { same, first, last })}</Fact>
      {registeredLater ? (
        <Fact name={t('registeredLater')}>{formatDay(locale, registeredLater)}</Fact>
      ) : null}
      <Fact name={t('reference')}>
        <bdi className="font-semibold">{reference}</bdi>
      </Fact>
    </>
  );
}

/** Since when an access holds, and until when. */
function Times({ entry }: { entry: PortalEntry }) {
  const t = useTranslations('portal.entry');
  const locale = useLocale();
  const end = useEnd(entry);
  return (
    <>
      <Fact name={t('since')}>{formatTime(locale, entry.registeredAt, 'date')}</Fact>
      {entry.enteredAt ? (
        <Fact name={t('entered')}>{formatTime(locale, entry.enteredAt, 'date')}</Fact>
      ) : null}
      <Fact name={end.name}>{end.text}</Fact>
    </>
  );
}

interface EntryFactsProps {
  entry: PortalEntry;
  /** One of many on the page: what is long opens on a press. */
  isBrief?: boolean;
}

/** What an access is, as a list of facts in plain words. */
export function EntryFacts({ entry, isBrief = false }: EntryFactsProps) {
  const t = useTranslations('portal');
  const locale = useLocale();
  const { discovery } = entry;
  const others = entry.controllers.slice(1);
  return (
    <dl className="divide-y divide-line">
      {entry.disputedAt ? (
        <Fact name={t('entry.disputed')}>
          {t('entry.disputedText', { at: formatTime(locale, entry.disputedAt, 'date') })}
        </Fact>
      ) : null}
      <Fact name={t('entry.why')}>{t(`bases.${basisKey(entry)}`)}</Fact>
      {entry.isStatutory ? (
        <Fact name={t('entry.statutory')}>{t('entry.statutoryText')}</Fact>
      ) : null}
      <ConfirmationFact entry={entry} isBrief={isBrief} />
      {entry.purpose ? (
        <Fact name={t('entry.purpose')}>
          <bdi>{entry.purpose}</bdi>
        </Fact>
      ) : null}
      <FactLines
        name={t(entry.arrangement === 'group' ? 'entry.group' : 'entry.joint')}
        lines={others.map(({ name }) => ({ key: name, text: <bdi>{name}</bdi> }))}
        isBrief={isBrief}
      />
      <Fact name={t('entry.what')}>
        <ul>
          {dataTypes
            .filter((type) => entry.dataTypes.includes(type))
            .map((type) => (
              <li key={type}>{t(`dataTypes.${type}`)}</li>
            ))}
        </ul>
      </Fact>
      {discovery ? <Seen discovery={discovery} /> : <Times entry={entry} />}
      <NoticeFacts entry={entry} isBrief={isBrief} />
    </dl>
  );
}

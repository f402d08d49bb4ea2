import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { basisKey } from './basis-key';
import { DataInWords } from './data-in-words';
import { EntryHeading } from './entry-heading';
import { EntryRow } from './entry-row';
import type { EntryGroup } from './group-entries';
import { inCommonOf } from './in-common';

/** One organisation in the list, with its accesses in rows that say what differs. */
export function EntryGroupCard({ group: { entries } }: { group: EntryGroup }) {
  const t = useTranslations('portal');
  const [first] = entries;
  const inCommon = inCommonOf(entries);
  return (
    <Card>
      <h3 className="text-xl font-semibold">
        <bdi>{first.organisation}</bdi>
      </h3>
      <EntryHeading entry={first} />
      {inCommon.data ? (
        <p className="mt-2">
          <DataInWords types={first.dataTypes} />
        </p>
      ) : null}
      {inCommon.basis ? <p className="mt-1 text-soft">{t(`bases.${basisKey(first)}`)}</p> : null}
      <ul className="-mb-3 divide-y divide-line">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} inCommon={inCommon} />
        ))}
      </ul>
    </Card>
  );
}

import type { ReactNode } from 'react';
import { DataTable } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import { causeWords } from '@/components/console/words';
import { shortReference } from '@/lib/vocabulary/short-reference';
import { StateBadge } from './state-badge';

interface RecordChange {
  id: string;
  at: string;
  state: string;
  cause: string;
  by: string | null;
}

interface RecordHistoryProps {
  changes: RecordChange[];
  /** Who made a change, in the reader's words. */
  byWords: (change: RecordChange) => ReactNode;
}

/** Every change of an access record. */
export function RecordHistory({ changes, byWords }: RecordHistoryProps) {
  return (
    <Section
      id="history"
      heading="History"
      intro="Every change of this record is kept. A customer who asks about one quotes its reference."
    >
      <DataTable
        caption="History"
        columns={[
          { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
          { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
          { key: 'cause', header: 'Why', cell: ({ cause }) => causeWords[cause] ?? cause },
          { key: 'by', header: 'By', cell: byWords },
          { key: 'reference', header: 'Reference', cell: ({ id }) => shortReference(id) },
        ]}
        rows={changes}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

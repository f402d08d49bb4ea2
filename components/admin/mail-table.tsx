import { Badge, type BadgeTone } from '@/components/console/badge';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import type { ListedMail } from '@/lib/mail/dto';
import { mailWords } from './words';

const tones: Record<ListedMail['status'], BadgeTone> = {
  waiting: 'wait',
  failed: 'bad',
  sent: 'good',
};

const columns: Column<ListedMail>[] = [
  { key: 'id', header: 'Mail', cell: ({ id }) => <CodeText>{id}</CodeText> },
  { key: 'kind', header: 'Kind', cell: ({ kind }) => kind },
  {
    key: 'status',
    header: 'Status',
    cell: ({ status }) => <Badge tone={tones[status]}>{mailWords[status] ?? status}</Badge>,
  },
  { key: 'created', header: 'Queued', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    key: 'settled',
    header: 'Sent or given up',
    cell: ({ settledAt }) => <Moment at={settledAt} />,
  },
  { key: 'error', header: 'Last error', cell: ({ lastError }) => lastError ?? '–' },
];

/** Mails and what became of them. */
export function MailTable({ mails }: { mails: ListedMail[] }) {
  return <DataTable caption="Mails" columns={columns} rows={mails} rowKey={({ id }) => id} />;
}

import type { AuditEntry } from '@/lib/audit/dto';
import { auditWordsOf } from './audit-words';
import { CodeText } from './code-text';
import { CodedName } from './coded-name';
import type { Column } from './data-table';
import { Moment } from './moment';

/** When an event of the audit was and what it was: its first columns. */
export const auditOpening: Column<AuditEntry>[] = [
  { key: 'at', header: 'When', cell: ({ timestamp }) => <Moment at={timestamp} /> },
  {
    key: 'type',
    header: 'What',
    cell: ({ event_type: type }) => <CodedName words={auditWordsOf(type)} code={type} />,
  },
];

/** What else is known of an event of the audit: its last columns. */
export const auditClosing: Column<AuditEntry>[] = [
  {
    key: 'detail',
    header: 'Detail',
    isText: true,
    cell: ({ detail }) =>
      Object.entries(detail)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ') || '–',
  },
  { key: 'id', header: 'Event', cell: (event) => <CodeText>{event.event_id}</CodeText> },
];

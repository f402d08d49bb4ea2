import { db } from '@/lib/db/database';
import type { Mail, Prisma } from '@/lib/db/generated/client';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import type { ListedMail, MailState } from './dto';
import type { ListMailsQuery } from './schemas';

const waiting = { sentAt: null, failedAt: null } satisfies Prisma.MailWhereInput;

function whereStatus(status: ListMailsQuery['status']): Prisma.MailWhereInput {
  switch (status) {
    case 'waiting':
      return waiting;
    case 'failed':
      return { failedAt: { not: null } };
    case 'sent':
      return { sentAt: { not: null } };
    case undefined:
      return {};
  }
}

/** What the operator sees of a mail, without its address or any reference by which that could be found. */
function toListed({ id, kind, createdAt, sentAt, failedAt, lastError }: Mail): ListedMail {
  return {
    id,
    kind,
    status: sentAt ? 'sent' : failedAt ? 'failed' : 'waiting',
    createdAt: createdAt.toISOString(),
    settledAt: (sentAt ?? failedAt)?.toISOString() ?? null,
    lastError,
  };
}

/** Mails of the last month, the newest first, a page at a time. */
export async function listMails(query: ListMailsQuery) {
  const after = query.cursor ? fromCursor(query.cursor) : null;
  const rows = await db().mail.findMany({
    where: {
      AND: [
        whereStatus(query.status),
        after
          ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
          : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    mails: shown.map(toListed),
    'next-cursor':
      rows.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/** How many mails wait, were given up in the last week, and were sent in the last day. */
export async function readMailState(): Promise<MailState> {
  const at = now();
  const { mail } = db();
  const [waits, oldest, failed, sent] = await Promise.all([
    mail.count({ where: waiting }),
    mail.findFirst({ where: waiting, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    mail.count({ where: { failedAt: { gt: secondsFrom(at, -7 * DAY_S) } } }),
    mail.count({ where: { sentAt: { gt: secondsFrom(at, -DAY_S) } } }),
  ]);
  return { waiting: waits, oldest: oldest?.createdAt.toISOString() ?? null, failed, sent };
}

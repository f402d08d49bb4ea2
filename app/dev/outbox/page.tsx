import { notFound } from 'next/navigation';
import { listOutbox } from '@/lib/mail/list-outbox';
import { formatSentAt } from './format-sent-at';

/** What would have been mailed, newest first. Not there in production or where mails really go out. */
export default async function OutboxPage() {
  const mails = await listOutbox();
  if (!mails) notFound();
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">Outbox</h1>
      <p className="mt-2 text-soft">
        No mail service is set up, so mails are kept here instead of being sent. Reload the page to
        see new ones.
      </p>
      {mails.length === 0 && <p className="mt-8">Nothing has been mailed yet.</p>}
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {mails.map((mail) => (
          <li key={mail.id} className="py-3">
            <a href={`/dev/outbox/${mail.id}`} className="text-link">
              {mail.subject}
            </a>
            <p className="text-sm text-soft">
              to {mail.to}, <time dateTime={mail.sentAt}>{formatSentAt(mail.sentAt)}</time>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

import { notFound } from 'next/navigation';
import { findOutboxMail } from '@/lib/mail/find-outbox-mail';
import { env } from '@/lib/platform/env';
import { formatSentAt } from '../format-sent-at';

/** Odd pieces are links: the group in the pattern keeps what it splits at. */
const ownLink = /(https?:\/\/\S+)/;

function LinkedText({ text }: { text: string }) {
  const origin = env().ORIGIN;
  return text.split(ownLink).map((piece, index) =>
    // Only links of ours: nothing else in a mail is meant to be followed.
    index % 2 === 1 && piece.startsWith(`${origin}/`) ? (
      <a key={index} href={piece} className="text-link break-all">
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}

export default async function OutboxMailPage({ params }: { params: Promise<{ id: string }> }) {
  const mail = await findOutboxMail((await params).id);
  if (!mail) notFound();
  return (
    <>
      <p>
        <a href="/dev/outbox" className="text-link">
          Outbox
        </a>
      </p>
      <h1 className="mt-4 text-2xl font-bold tracking-tight">{mail.subject}</h1>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 text-sm text-soft">
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>Sent</dt>
        <dd>
          <time dateTime={mail.sentAt}>{formatSentAt(mail.sentAt)}</time>
        </dd>
      </dl>
      <p className="mt-4">
        <a href={`/dev/outbox/${mail.id}/html`} className="button button-quiet">
          See it as HTML
        </a>
      </p>
      <pre className="mt-6 rounded-xl border border-line bg-card p-4 font-sans whitespace-pre-wrap sm:p-6">
        <LinkedText text={mail.text} />
      </pre>
      {mail.attachments.map(({ filename, contentType, content }) => (
        <p key={filename} className="mt-4">
          <a href={`data:${contentType},${content}`} download={filename} className="text-link">
            {filename}
          </a>
        </p>
      ))}
    </>
  );
}

import { findOutboxMail } from '@/lib/mail/find-outbox-mail';

/** Inline styles, as mails have them, and nothing else: no script, no request to anywhere. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'";

/** A mail's HTML form, as a mail program would show it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const mail = await findOutboxMail((await params).id);
  if (!mail) return new Response('Not found', { status: 404 });
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'X-Robots-Tag': 'noindex',
    },
  });
}

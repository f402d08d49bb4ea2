import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage } from '@/lib/http/portal-post';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { hasChosen } from '@/lib/portal/choose-meter-point';
import { downloadRecords, type DownloadFormat } from '@/lib/portal/download-records';
import { findPortalSession } from '../../portal-session';
import { downloadWords } from '../download-words';

const types: Record<DownloadFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A body that makes each part of a file when the one before has been taken. */
function toStream(parts: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const part: IteratorResult<string, void> = await parts.next();
      if (part.done) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
    async cancel() {
      await parts.return();
    },
  });
}

/** The customer's records as a file. */
export async function GET(
  _: Request,
  context: { params: Promise<{ format: string }> },
): Promise<Response> {
  const { format } = await context.params;
  if (format !== 'csv' && format !== 'json') notFound();
  const session = await findPortalSession();
  const words = downloadWords(await getTranslations('portal'), await getLocale());
  const file = session && hasChosen(session) ? await downloadRecords(session, format, words) : null;
  log().info(
    { path: '/portal/download/{format}', found: file !== null, 'transaction-id': newId('tid') },
    'download',
  );
  if (file === null) return redirectTo(portalPage('/sign-in', 'ended'));
  return new Response(toStream(file), {
    headers: {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="meter-data-access.${format}"`,
    },
  });
}

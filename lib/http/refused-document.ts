import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/locale';
import { escapeHtml, htmlDocument, htmlLink } from './html-document';

type Cause = 'elsewhere' | 'too-often' | 'other';

const error: Record<Locale, string> = { en: 'Error', cy: 'Gwall' };

const home: Record<Locale, string> = { en: 'To the start page', cy: 'I’r dudalen gychwyn' };

const words: Record<Locale, Record<Cause, { title: string; text: string }>> = {
  en: {
    elsewhere: {
      title: 'This did not come from our page',
      text: 'Your browser did not say that you pressed the button on our own page, so nothing was done. Go back, load the page again and press the button there. If it happens again, use another browser.',
    },
    'too-often': {
      title: 'That was tried too often',
      text: 'Nothing was done. Please wait a while, then go back and try again.',
    },
    other: {
      title: 'That did not work',
      text: 'Nothing was done. Go back, load the page again and try once more.',
    },
  },
  cy: {
    elsewhere: {
      title: 'Ni ddaeth hyn o’n tudalen ni',
      text: 'Ni ddywedodd eich porwr eich bod wedi pwyso’r botwm ar ein tudalen ein hunain, felly ni wnaed dim. Ewch yn ôl, llwythwch y dudalen eto a phwyswch y botwm yno. Os yw’n digwydd eto, defnyddiwch borwr arall.',
    },
    'too-often': {
      title: 'Rhoddwyd cynnig ar hynny’n rhy aml',
      text: 'Ni wnaed dim. Arhoswch ychydig, yna ewch yn ôl a rhowch gynnig arall arni.',
    },
    other: {
      title: 'Ni weithiodd hynny',
      text: 'Ni wnaed dim. Ewch yn ôl, llwythwch y dudalen eto a rhowch gynnig arall arni.',
    },
  },
};

function causeOf(status: number): Cause {
  if (status === 403) return 'elsewhere';
  return status === 429 ? 'too-often' : 'other';
}

/** The page that answers a form which was not accepted, in the customer's language and with a way on. */
export function refusedDocument(
  status: number,
  locale: Locale,
  headers: Record<string, string> = {},
): Response {
  const { title, text } = words[locale][causeOf(status)];
  const link = htmlLink(`${env().ORIGIN}/`, home[locale]);
  const main = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><p>${link}</p>`;
  return htmlDocument({ status, lang: locale, title: `${error[locale]}: ${title}`, main, headers });
}

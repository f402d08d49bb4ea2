import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/locale';
import { messageDocument } from './message-document';

interface Words {
  title: string;
  text: string;
  on: string;
}

type Cause = 'elsewhere' | 'too-often' | 'other';

const words: Record<Locale, Record<Cause, Words>> = {
  en: {
    elsewhere: {
      title: 'This did not come from our page',
      text: 'Your browser did not say that you pressed the button on our own page, so nothing was done. Go back, load the page again and press the button there. If it happens again, use another browser.',
      on: 'To the start page',
    },
    'too-often': {
      title: 'That was tried too often',
      text: 'Nothing was done. Please wait a while, then go back and try again.',
      on: 'To the start page',
    },
    other: {
      title: 'That did not work',
      text: 'Nothing was done. Go back, load the page again and try once more.',
      on: 'To the start page',
    },
  },
  cy: {
    elsewhere: {
      title: 'Ni ddaeth hyn o’n tudalen ni',
      text: 'Ni ddywedodd eich porwr eich bod wedi pwyso’r botwm ar ein tudalen ein hunain, felly ni wnaed dim. Ewch yn ôl, llwythwch y dudalen eto a phwyswch y botwm yno. Os yw’n digwydd eto, defnyddiwch borwr arall.',
      on: 'I’r dudalen gychwyn',
    },
    'too-often': {
      title: 'Rhoddwyd cynnig ar hynny’n rhy aml',
      text: 'Ni wnaed dim. Arhoswch ychydig, yna ewch yn ôl a rhowch gynnig arall arni.',
      on: 'I’r dudalen gychwyn',
    },
    other: {
      title: 'Ni weithiodd hynny',
      text: 'Ni wnaed dim. Ewch yn ôl, llwythwch y dudalen eto a rhowch gynnig arall arni.',
      on: 'I’r dudalen gychwyn',
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
  const { title, text, on } = words[locale][causeOf(status)];
  const link = { url: `${env().ORIGIN}/`, on };
  return messageDocument({ status, locale, title, text, link, headers });
}

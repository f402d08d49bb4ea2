import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/locale';
import { messageDocument } from './message-document';

const words: Record<Locale, { title: string; text: string; on: string }> = {
  en: {
    title: 'There is no such page',
    text: 'The address is not whole, or what was here is gone. Nothing was done.',
    on: 'To the start page',
  },
  cy: {
    title: 'Nid oes tudalen o’r fath',
    text: 'Nid yw’r cyfeiriad yn gyflawn, neu mae’r hyn a oedd yma wedi mynd. Ni wnaed dim.',
    on: 'I’r dudalen gychwyn',
  },
};

/** The 404 of an address that leads to no page but to an answer of another kind: a file, a callback. */
export function notFoundDocument(locale: Locale): Response {
  const { title, text, on } = words[locale];
  return messageDocument({
    status: 404,
    locale,
    title,
    text,
    link: { url: `${env().ORIGIN}/`, on },
  });
}

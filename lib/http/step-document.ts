import type { Locale } from '@/lib/platform/locale';
import { escapeHtml, htmlDocument, htmlLink } from './html-document';

interface Step {
  status?: number;
  /** Absolute. */
  target: string;
  locale: Locale;
  title?: string;
  cookies?: readonly string[];
}

const words: Record<Locale, { title: string; on: string }> = {
  en: { title: 'One moment, please', on: 'Go on' },
  cy: { title: 'Un eiliad, os gwelwch yn dda', on: 'Ymlaen' },
};

/**
 * A page that leads on at once, with or without JavaScript. On the way out it keeps a form's redirect
 * from ending on another site, which `form-action` forbids; on the way back it is the same-site step
 * without which a Strict cookie would not be sent with the page that follows.
 */
export function stepDocument({ status = 200, target, locale, title, cookies }: Step): Response {
  const heading = title ?? words[locale].title;
  return htmlDocument({
    status,
    lang: locale,
    title: heading,
    main: `<h1>${escapeHtml(heading)}</h1><p>${htmlLink(target, words[locale].on)}</p>`,
    onTo: target,
    cookies,
  });
}

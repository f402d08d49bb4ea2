import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/locale';

export type EndingStatus = 404 | 409 | 410;

const words: Record<Locale, Record<EndingStatus, string> & { on: string }> = {
  en: {
    404: 'This link is not valid.',
    409: 'This link has already been used.',
    410: 'This link has expired.',
    on: 'Go on',
  },
  cy: {
    404: 'Nid yw’r ddolen hon yn ddilys.',
    409: 'Mae’r ddolen hon eisoes wedi’i defnyddio.',
    410: 'Mae’r ddolen hon wedi dod i ben.',
    on: 'Ymlaen',
  },
};

/**
 * The answer to a press that could not count: its own status, and a page that leads on to `/done` at
 * once, with or without JavaScript. (A page of the framework cannot answer 409 or 410 to a post.)
 */
export function endingDocument(status: EndingStatus, locale: Locale, cookie: string): Response {
  const text = words[locale];
  const target = `${env().ORIGIN}/done`;
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${target}">
<link rel="icon" href="/icon.svg">
<title>${text[status]}</title>
</head>
<body><main><h1>${text[status]}</h1><p><a href="${target}">${text.on}</a></p></main></body>
</html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Set-Cookie': cookie,
    },
  });
}

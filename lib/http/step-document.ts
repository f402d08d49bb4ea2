import type { Locale } from '@/lib/platform/locale';
import { escapeHtml } from './escape-html';

const words: Record<Locale, { title: string; on: string }> = {
  en: { title: 'One moment, please', on: 'Go on' },
  cy: { title: 'Un eiliad, os gwelwch yn dda', on: 'Ymlaen' },
};

/**
 * A page that leads on at once, with or without JavaScript. On the way out it keeps a form's redirect
 * from ending on another site, which `form-action` forbids; on the way back it is the same-site step
 * without which a Strict cookie would not be sent with the page that follows.
 */
export function stepDocument(target: string, locale: Locale, cookies: string[]): Response {
  const { title, on } = words[locale];
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${escapeHtml(target)}">
<link rel="icon" href="/icon.svg">
<title>${title}</title>
</head>
<body><main><h1>${title}</h1><p><a href="${escapeHtml(target)}">${on}</a></p></main></body>
</html>`;
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(html, { headers });
}

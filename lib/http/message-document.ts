import type { Locale } from '@/lib/platform/locale';

interface MessageDocument {
  status: number;
  locale: Locale;
  title: string;
  text: string;
  /** Where it goes on to. */
  link: { url: string; on: string };
  headers?: Record<string, string>;
}

/** A plain page of one message, for answers that no page of the framework gives. */
export function messageDocument({
  status,
  locale,
  title,
  text,
  link,
  headers = {},
}: MessageDocument): Response {
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg">
<title>${title}</title>
</head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="${link.url}">${link.on}</a></p></main></body>
</html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

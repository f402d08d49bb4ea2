/** Text as it stands in the content or in a quoted attribute of a document. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

export function htmlLink(url: string, words: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`;
}

interface HtmlDocument {
  status: number;
  lang: 'en' | 'cy';
  title: string;
  /** HTML, whatever is not ours in it escaped. */
  main: string;
  /** An address that the document leads on to at once. */
  onTo?: string;
  headers?: Record<string, string>;
  cookies?: readonly string[];
}

/** A plain page, for answers that no page of the framework gives. */
export function htmlDocument(document: HtmlDocument): Response {
  const { status, lang, title, main, onTo, headers = {}, cookies = [] } = document;
  const refresh =
    onTo === undefined ? '' : `\n<meta http-equiv="refresh" content="0;url=${escapeHtml(onTo)}">`;
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">${refresh}
<link rel="icon" href="/icon.svg">
<title>${escapeHtml(title)}</title>
</head>
<body><main>${main}</main></body>
</html>`;
  const all = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  for (const cookie of cookies) all.append('Set-Cookie', cookie);
  return new Response(html, { status, headers: all });
}

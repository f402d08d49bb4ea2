/** What the page's inline scripts hand over, put together again (React sends it in pieces). */
function payload(html: string): string {
  const pieces = html.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g);
  return [...pieces].map(([, text = '""']) => JSON.parse(text) as string).join('');
}

/** The index after the object that starts at `start`. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && character === '{') depth += 1;
    else if (!inString && character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  throw new Error('the page ends within an object');
}

/** The object that a page gives its script under `name`, or null when it gives none. */
export function embeddedObject(html: string, name: string): unknown {
  const text = payload(html);
  const mark = `"${name}":{`;
  const at = text.indexOf(mark);
  if (at < 0) return null;
  const start = at + mark.length - 1;
  return JSON.parse(text.slice(start, endOfObject(text, start)));
}

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

/** The objects that a page gives its scripts under `name`, in their order. */
export function embeddedObjects(html: string, name: string): unknown[] {
  const text = payload(html);
  const mark = `"${name}":{`;
  const found: unknown[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const start = at + mark.length - 1;
    found.push(JSON.parse(text.slice(start, endOfObject(text, start))));
  }
  return found;
}

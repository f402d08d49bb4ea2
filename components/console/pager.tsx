interface PagerProps {
  path: string;
  /** The query of this page, cursor included. */
  query: Record<string, string | undefined>;
  nextCursor: string | null;
}

function address(path: string, query: PagerProps['query'], cursor: string | null): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '' && name !== 'cursor') search.set(name, value);
  }
  if (cursor !== null) search.set('cursor', cursor);
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** The way through a list: to its next page, and back to its first. */
export function Pager({ path, query, nextCursor }: PagerProps) {
  const isFirst = query.cursor === undefined;
  if (isFirst && nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-3">
      {isFirst ? null : (
        <a href={address(path, query, null)} className="button button-quiet">
          First page
        </a>
      )}
      {nextCursor === null ? null : (
        <a href={address(path, query, nextCursor)} rel="next" className="button button-quiet">
          Next page
        </a>
      )}
    </nav>
  );
}

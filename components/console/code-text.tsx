/** An id or a key, to be read letter by letter. */
export function CodeText({ children }: { children: string }) {
  return <code className="font-mono text-[0.92em] break-all">{children}</code>;
}

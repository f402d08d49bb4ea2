/** Lines to read or to type, which are no file of the samples. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    // Scrolls sideways, so the keyboard must reach it.
    <pre
      tabIndex={0}
      role="region"
      aria-label={label}
      className="my-5 overflow-x-auto rounded-xl border border-line bg-card p-4 text-sm leading-relaxed [overflow-wrap:normal]"
    >
      <code>{code}</code>
    </pre>
  );
}

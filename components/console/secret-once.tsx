interface SecretOnceProps {
  /** "The signing secret of this webhook". */
  name: string;
  secret: string;
  /** What to do with it, and until when the one before works. */
  advice: string;
}

/** A secret, shown this once: a reload of the page shows none. */
export function SecretOnce({ name, secret, advice }: SecretOnceProps) {
  return (
    <section
      aria-labelledby="secret-heading"
      className="mb-6 rounded-xl border-2 border-wait bg-wait-tint p-4 sm:p-6"
    >
      <h2 id="secret-heading" className="text-lg font-semibold">
        {name}: copy it now
      </h2>
      <p className="mt-1">It is shown this once and kept where nobody can read it. {advice}</p>
      <p className="mt-3">
        <code
          data-secret
          className="block rounded-lg border border-edge bg-card px-3 py-2 font-mono break-all select-all"
        >
          {secret}
        </code>
      </p>
    </section>
  );
}

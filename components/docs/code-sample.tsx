import { sampleLanguageNames, sampleLanguages, type SampleLanguage } from './sample-languages';

interface CodeSampleProps {
  id: string;
  title: string;
  /** The file as it stands. */
  code: string;
  language: SampleLanguage;
  /** Languages in which this sample exists. */
  offered: readonly SampleLanguage[];
}

/** A sample as a file to copy, with links to the same page in another language. */
export function CodeSample({ id, title, code, language, offered }: CodeSampleProps) {
  const titleId = `${id}-title`;
  return (
    <figure
      id={id}
      aria-labelledby={titleId}
      className="my-5 overflow-hidden rounded-xl border border-line bg-card"
    >
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line bg-sunk px-4 py-1">
        <span id={titleId} className="font-mono text-sm">
          {title}
        </span>
        <span className="flex gap-x-4">
          {sampleLanguages
            .filter((candidate) => offered.includes(candidate))
            .map((candidate) => (
              <a
                key={candidate}
                href={`?code=${candidate}#${id}`}
                aria-current={candidate === language ? 'true' : undefined}
                className="inline-flex min-h-11 items-center text-sm text-anchor underline decoration-1 underline-offset-4 aria-[current]:font-bold aria-[current]:text-ink aria-[current]:no-underline"
              >
                {sampleLanguageNames[candidate]}
              </a>
            ))}
        </span>
      </figcaption>
      {/* Scrolls sideways, so the keyboard must reach it. */}
      <pre
        tabIndex={0}
        aria-labelledby={titleId}
        role="region"
        className="overflow-x-auto p-4 text-sm leading-relaxed [overflow-wrap:normal]"
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}

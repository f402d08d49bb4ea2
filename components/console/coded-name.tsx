import { CodeText } from './code-text';

interface CodedNameProps {
  /** Undefined: nobody has words for it. */
  words: string | undefined;
  code: string;
}

/** A value of the API in words, above the code by which software knows it. */
export function CodedName({ words, code }: CodedNameProps) {
  return (
    <>
      {words === undefined ? null : <span className="block whitespace-nowrap">{words}</span>}
      <span className="font-normal text-soft">
        <CodeText>{code}</CodeText>
      </span>
    </>
  );
}

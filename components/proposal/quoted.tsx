/** What could pass for the end of a quotation. */
const QUOTATION_MARKS = /["“”„‟«»＂〝〞]/gu;

/**
 * Words of the request, in quotation marks of ours that they cannot close; their writing direction ends with
 * them.
 */
export function Quoted({ words }: { words: string }) {
  return (
    <>
      “<bdi>{words.replace(QUOTATION_MARKS, '’')}</bdi>”
    </>
  );
}

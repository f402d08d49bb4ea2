/** Kinds of ids that a request may name, by their prefix. */
export const idKinds = ['ir', 'ak', 'mlr', 'wid', 'evt', 'cred', 'duid'] as const;
/** What stands in a generated request for something that only the running register knows. */
export type Kind = (typeof idKinds)[number] | 'mpxn' | 'account' | 'cursor';

/** The meter point of all examples. */
const EXAMPLE_MPXN = '1200023305967';
const PATTERN = /@([a-z]+):(\d+)@/g;

/** The `index`th newest of a kind, to be filled in when the request is sent: so a seed repeats. */
export const standIn = (kind: Kind, index: number) => `@${kind}:${index}@`;

/** `text` with every stand-in replaced. */
export function filled(text: string, find: (kind: Kind, index: number) => string): string {
  return text.replace(PATTERN, (_, kind: Kind, index: string) => find(kind, Number(index)));
}

/** A text of the document's examples, ids and the meter point in it replaced by stand-ins. */
export function withStandIns(text: string, index: number): string {
  return text
    .replaceAll(EXAMPLE_MPXN, standIn('mpxn', index))
    .replace(/\b([a-z]+)_[0-9a-f]{24}\b/g, (id, prefix: string) => {
      const kind = idKinds.find((known) => known === prefix);
      return kind ? standIn(kind, index) : id;
    });
}

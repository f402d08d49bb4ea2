import { CodeText } from '@/components/console/code-text';

/** The meter point of a record; null: it ended so long ago that the register keeps it no more. */
export function MeterPoint({ mpxn }: { mpxn: string | null }) {
  return mpxn === null ? 'not kept any more' : <CodeText>{mpxn}</CodeText>;
}

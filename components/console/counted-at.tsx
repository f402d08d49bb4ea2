import { Moment } from './moment';

/** Up to when today's questions are in the figures. */
export function CountedAt({ at }: { at: string | null }) {
  return (
    <>
      Days are those of Great Britain.{' '}
      {at === null ? (
        'Today’s questions are not counted yet.'
      ) : (
        <>
          Today’s are counted up to <Moment at={at} />.
        </>
      )}
    </>
  );
}

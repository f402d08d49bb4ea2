import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import { methodWords } from '@/components/console/words';
import type { WatchedReidentification } from '@/lib/reidentification/dto';
import { RefreshWhile } from './refresh-while';
import { StatusBadge } from './status-badge';

interface ReidentificationStateProps {
  state: WatchedReidentification;
  /** The address of its hosted page, where the clerk hands that on. */
  link: string | null;
}

/** How a re-identification stands, looked at again until it has ended. */
export function ReidentificationState({ state, link }: ReidentificationStateProps) {
  const isPending = state.status === 'pending';
  const { isWatched } = state;
  const minutes = state['proposed-access'] === null ? 'five' : 'fifteen';
  return (
    <>
      {isPending && link !== null ? (
        <Section
          id="link"
          heading="Open this in the customer’s browser"
          intro={`It serves this one ceremony and works for ${minutes} minutes.`}
        >
          <code className="block rounded-lg border border-edge bg-sunk px-3 py-2 font-mono text-sm break-all select-all">
            {link}
          </code>
        </Section>
      ) : null}
      <Section id="state" heading="State">
        <div role="status">
          <Facts>
            <Fact name="Status">
              <StatusBadge {...state} />
            </Fact>
            <Fact name="Started as">{methodWords[state.method] ?? state.method}</Fact>
            <Fact name="Confirmed">
              <Moment at={state['confirmed-at']} />
            </Fact>
            <Fact name="Confirmed by">{methodWords[state['confirmed-by'] ?? ''] ?? '–'}</Fact>
            <Fact name="Assurance">{state.assurance ?? '–'}</Fact>
          </Facts>
        </div>
        {isPending ? (
          <p className="mt-4 text-soft">
            {isWatched ? 'This page looks again every few seconds. ' : null}
            <a href="?" className="text-link">
              Look now
            </a>
          </p>
        ) : null}
        {isWatched ? <RefreshWhile /> : null}
      </Section>
    </>
  );
}

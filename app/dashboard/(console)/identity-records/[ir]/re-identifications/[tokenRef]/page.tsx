import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { RefreshWhile } from '@/components/dashboard/refresh-while';
import { StatusBadge } from '@/components/dashboard/status-badge';
import { methodWords } from '@/components/console/words';
import { now, secondsFrom } from '@/lib/platform/clock';
import { watchByRecord } from '@/lib/reidentification/read-reidentification';
import { requireRole, takeOwnFlashMessage } from '../../../../../../open-console';
import { orNull } from '../../../../../../or-null';

interface WatchPageProps {
  params: Promise<{ ir: string; tokenRef: string }>;
}

/** So long a page looks again by itself: one that did so for ever would keep an open laptop signed in. */
const WATCHED_S = 600;

/** A re-identification, watched until it has ended. */
export default async function WatchPage({ params }: WatchPageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { ir, tokenRef } = await params;
  const state = await orNull(watchByRecord(account.id, ir, tokenRef));
  if (!state) notFound();
  const flash = await takeOwnFlashMessage('data-user');
  const isPending = state.status === 'pending';
  const isWatched = isPending && secondsFrom(state.startedAt, WATCHED_S) > now();
  return (
    <>
      <PageHeading
        title={[state.declined ? 'declined' : state.status, 'Re-identification', 'Dashboard']}
        heading="Re-identification"
        intro={<CodeText>{tokenRef}</CodeText>}
        up={{ href: `/dashboard/identity-records/${ir}`, label: 'The identity record' }}
      />
      <FlashNotes flash={flash} />
      {isPending && flash?.link ? (
        <Section
          id="link"
          heading="Open this in the customer’s browser"
          intro="It serves this one ceremony and works for five minutes."
        >
          <code className="block rounded-lg border border-edge bg-sunk px-3 py-2 font-mono text-sm break-all select-all">
            {flash.link}
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

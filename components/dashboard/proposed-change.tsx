import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import { OnceForm } from '@/components/ui/once-form';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import type { WatchedReidentification } from '@/lib/reidentification/dto';

interface ProposedChangeProps {
  /** Where the form goes that replaces the record. */
  action: string;
  record: AnsweredRecord;
  state: WatchedReidentification;
}

/** What may be done with the proposal now. */
function NextStep({ action, record, state }: ProposedChangeProps) {
  const digest = state['proposal-digest'];
  if (record['customer-confirmation']?.['proposal-digest'] === digest) {
    return <p>The record has been replaced with it.</p>;
  }
  if (state.status !== 'confirmed' || state['proposed-access'] === null) {
    return <p className="text-soft">The record can be replaced once the customer has confirmed.</p>;
  }
  return (
    <OnceForm action={action}>
      <button type="submit" className="button button-main">
        Replace the record
      </button>
    </OnceForm>
  );
}

/** A changed record as its customer is asked to confirm it, and the step that makes it so. */
export function ProposedChange(props: ProposedChangeProps) {
  const { 'proposed-access': proposal, 'proposal-digest': digest } = props.state;
  return (
    <Section
      id="proposed"
      heading="What is to be confirmed"
      intro="What has been confirmed can replace the record for an hour from the asking."
    >
      <Facts>
        {proposal === null ? (
          <Fact name="Proposal">Kept no more</Fact>
        ) : (
          <>
            <Fact name="Purpose">
              <bdi>{proposal.purpose}</bdi>
            </Fact>
            <Fact name="Data">{proposal['data-types'].join(', ')}</Fact>
            <Fact name="Ends">
              <Moment at={proposal.expiry} none="no end" />
            </Fact>
          </>
        )}
        <Fact name="Digest">{digest === null ? '–' : <CodeText>{digest}</CodeText>}</Fact>
      </Facts>
      <div className="mt-4">
        <NextStep {...props} />
      </div>
    </Section>
  );
}

import { Badge } from '@/components/console/badge';
import { CodeText } from '@/components/console/code-text';
import { Fact } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { methodWords } from '@/components/console/words';
import type { CustomerConfirmation } from '@/lib/access-records/dto';

/** Whether, and how well, the customer confirmed an access record, in a word. */
export function ConfirmationBadge({ confirmation }: { confirmation: CustomerConfirmation | null }) {
  if (confirmation === null) return <Badge tone="quiet">None</Badge>;
  if (confirmation.assurance !== 'proven') return <Badge tone="wait">Unproven</Badge>;
  return confirmation['proposal-digest'] === null ? (
    <Badge tone="quiet">Identity only</Badge>
  ) : (
    <Badge tone="good">Shown</Badge>
  );
}

/** The customer's confirmation of an access record, whole. */
export function ConfirmationFacts({ confirmation }: { confirmation: CustomerConfirmation | null }) {
  const name = 'Customer’s confirmation';
  if (confirmation === null) return <Fact name={name}>None</Fact>;
  const { method, assurance, bound, 'proposal-digest': digest } = confirmation;
  return (
    <>
      <Fact name={name}>
        {methodWords[method] ?? method}, {assurance}, <Moment at={confirmation['confirmed-at']} />
      </Fact>
      <Fact name="Browser">
        {bound
          ? 'The one that was sent there came back'
          : 'Not bound to the one that was sent there'}
      </Fact>
      <Fact name="What was shown">
        {digest === null ? (
          'Nothing: they confirmed who they are'
        ) : (
          <>
            The proposal with the digest <CodeText>{digest}</CodeText>
          </>
        )}
      </Fact>
    </>
  );
}

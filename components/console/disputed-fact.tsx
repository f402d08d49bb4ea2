import { Fact } from './facts';
import { Moment } from './moment';

/** That an access record is disputed, where it is. */
export function DisputedFact({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <Fact name="Disputed">
      since <Moment at={at} />: the operator voided the identity record that it was linked to, as
      made falsely
    </Fact>
  );
}

import { CodeBlock } from '@/components/docs/code-block';
import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

const REFUSAL = `409
{
  "errors": [
    {
      "error-code": "CON001",
      "message": "processing.data-types[1]: was not proposed",
      "field": "processing.data-types[1]"
    },
    {
      "error-code": "CON001",
      "message": "access-event.expiry: is later than was proposed",
      "field": "access-event.expiry"
    }
  ]
}`;

export function AccessRecord({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="access-record" title="5. Register the access">
      <p>
        An <strong>access record</strong> says who may read which data of this household, what for
        and on what legal basis. It is about one person: either a confirmed token-ref of{' '}
        <code>/identity-records/reidentify</code>, as <code>reidentification-token</code>, within an
        hour of its issue and once; or an Identity Record of your own, as{' '}
        <code>identity-record-ref</code>. Never both.
      </p>
      <p>
        For an Identity Record of your own add the token-ref that the customer confirmed, as{' '}
        <code>confirmation-token</code>; a <code>reidentification-token</code> says it already. The
        record then carries <code>customer-confirmation</code>: how and when the customer confirmed,
        and the digest of what they were shown. Without it the customer reads “registered by you; it
        says …”, and nothing more.
      </p>
      <Sample name="access-record" language={language} />
      <p>
        Where you proposed, the record stays within the proposal: the same legal basis, purpose,
        controllers and notice; no data type and no recipient that was not shown; no later end.
        Anything else is refused, each field by name, and the token-ref stays good for a record that
        keeps to it:
      </p>
      <CodeBlock label="Answer to a record that goes beyond what was shown" code={REFUSAL} />
      <p>
        The answer’s <code>key</code> (<code>ak_…</code>) is the access key. Hand it to the Data
        Provider with each request for data, and treat it as a secret.
      </p>
      <ul>
        <li>
          The bases <code>uk-consent</code> and <code>uk-explicit-consent</code> need{' '}
          <code>notice</code> and <code>consent</code>; with every other basis both are null.
        </li>
        <li>
          <code>PUT /access-records/{'{ak}'}</code> replaces a record that is ACTIVE. Where the
          customer confirmed it, it may only become less, unless they confirm the new one;{' '}
          <code>DELETE</code> revokes it at once, and again gives the same answer.
        </li>
        <li>
          The customer sees each record, and each look at their meter point’s list, and can withdraw
          a consent.
        </li>
      </ul>
    </GuideSection>
  );
}

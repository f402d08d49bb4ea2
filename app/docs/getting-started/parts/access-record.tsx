import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

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
      <Sample name="access-record" language={language} />
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
          <code>PUT /access-records/{'{ak}'}</code> replaces a record that is ACTIVE;{' '}
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

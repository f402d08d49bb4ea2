import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

export function IdentityRecord({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="identity-record" title="2. Register a person">
      <p>
        When you have made sure who a customer is, create an <strong>Identity Record</strong>: one
        person at one meter point. From then on you, and with the customer’s help any other Data
        User, can ask whether the person who is here now is that person.
      </p>
      <Sample name="identity-record" language={language} />
      <ul>
        <li>
          <code>move-in-date</code> decides who counts as the meter point’s current occupant.
        </li>
        <li>
          With an <code>email</code> the customer can later confirm by mail. It is kept encrypted
          and never given out, not even to you.
        </li>
        <li>
          Evidence goes in redacted. A run of 8 or more digits in <code>submitted</code> or{' '}
          <code>detail</code> is refused (VAL004), because it may be a card or an account number.
        </li>
        <li>
          With <code>initiate-passkey-registration</code> the answer says where to send the
          customer’s browser, to enrol a passkey while they are with you.
        </li>
        <li>
          <code>DELETE /identity-records/{'{ir}'}</code> anonymises the record for good. It is
          refused while an access record linked to it is ACTIVE.
        </li>
      </ul>
    </GuideSection>
  );
}

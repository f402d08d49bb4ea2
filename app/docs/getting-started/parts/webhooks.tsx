import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

export function Webhooks({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="webhooks" title="7. Hear of changes">
      <p>
        Register an <code>https</code> address with <code>POST /webhooks</code>. You are told when a
        consent is withdrawn or ends soon, when the tenancy of a meter point changes, and when
        somebody enrols a passkey on a record of yours. The answer shows the{' '}
        <code>signing-secret</code> (<code>whsec_…</code>) this once.
      </p>
      <p>
        Check the signature over the raw body, before you parse it. There are two, so that you can
        use what you have: <code>X-DAR-Signature</code>, keyed with the secret as it stands, and the
        headers of{' '}
        <a className="text-link" href="https://www.standardwebhooks.com/">
          Standard Webhooks
        </a>
        , for which there are libraries in most languages. The second also covers the time, so that
        an old message cannot be sent again.
      </p>
      <Sample name="webhook" language={language} />
      <ul>
        <li>
          Answer with a 2xx within 10 seconds, and do the work afterwards. Anything else, a redirect
          too, is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours; then the{' '}
          <code>alert-email</code> gets a mail.
        </li>
        <li>
          The same event can come more than once: remember its <code>event-id</code>, which is the
          same on every try.
        </li>
        <li>
          <code>POST /webhooks/{'{wid}'}/test</code> sends an event to try it with, and{' '}
          <code>…/deliveries/{'{evt}'}/replay</code> sends one again.
        </li>
        <li>
          After <code>rotate-secret</code> the old secret still signs for 15 minutes in{' '}
          <code>webhook-signature</code>; <code>X-DAR-Signature</code> uses the new one at once.
        </li>
      </ul>
    </GuideSection>
  );
}

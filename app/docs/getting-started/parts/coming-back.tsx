import { FactsTable } from '@/components/docs/facts-table';
import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

const rows = [
  [
    <code key="name">dar-reid-token</code>,
    'The token-ref, after a mailed link. After a passkey it is called dar-passkey-token.',
  ],
  [<code key="name">state</code>, 'What you sent as state, unchanged.'],
  [
    <code key="name">dar-return-code</code>,
    'Where you asked for bind-return: a code that works once, and that only this browser has.',
  ],
  [<code key="name">dar-error</code>, 'declined or expired, in place of a confirmation.'],
] as const;

export function ComingBack({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="coming-back" title="4. The customer comes back">
      <p>The customer’s browser comes to your return URL, its own query kept, with these added:</p>
      <FactsTable
        caption="What the return URL carries"
        head={['Parameter', 'What it is']}
        rows={rows}
      />
      <p>
        <strong>None of this proves anything by itself.</strong> An address can be typed, and a link
        can be forwarded: somebody starts a request in their own browser, talks your customer into
        pressing “Yes, confirm it’s me”, and would be let in as them. Two habits stop that:
      </p>
      <ol>
        <li>
          Keep the token-ref and a random <code>state</code> in the visitor’s session on your server
          when you start. When somebody comes back, take the token-ref from the session, never from
          the address, and compare the <code>state</code>.
        </li>
        <li>
          Send <code>bind-return: true</code>; with a proposal on a consent basis it is so unless
          you send false. The token-ref then stays <code>pending</code> until you show the{' '}
          <code>dar-return-code</code> that the confirming browser brought back. A request that was
          confirmed in another browser never confirms in yours. Five wrong codes end it.
        </li>
      </ol>
      <Sample name="confirm" language={language} />
      <p>
        Only <code>status: confirmed</code> counts. <code>confirmed-by</code> is the method that was
        used in the end, which the customer may have changed on the page.{' '}
        <code>assurance: unproven</code> says that it rests on a passkey that somebody enrolled
        without another proof: good enough to greet them, not to change what matters.
      </p>
      <p>
        Without a return URL the customer ends on a page of the register, and you ask for the status
        every few seconds until it is no longer <code>pending</code>. That suits a call centre, and
        a mail that is opened on another device; do not let a web visitor in on it.
      </p>
    </GuideSection>
  );
}

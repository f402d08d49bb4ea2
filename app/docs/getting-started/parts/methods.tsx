import { FactsTable } from '@/components/docs/facts-table';
import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

const rows = [
  [
    <code key="name">magic-link</code>,
    'A mail in English and Welsh that names you. Its link opens a page of the register; only the button there confirms, so a mail scanner that opens the link does no harm.',
    'An e-mail address on the record',
    '15 minutes',
  ],
  [
    <code key="name">passkey-assert</code>,
    'Send the browser to the redirect-url of the answer. The register’s page asks for the passkey, with the screen lock of the customer’s device.',
    'A passkey on the record',
    '15 minutes; without a proposal 5',
  ],
  [
    <code key="name">passkey-register</code>,
    'The same, for a new passkey. Who is not yet proved is proved first: by the passkey they have, or by e-mail.',
    'Nothing',
    '15 minutes; without a proposal 5',
  ],
] as const;

export function Methods({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="methods" title="3. Ask: is this the same person, and may we?">
      <p>There are three methods. You start one, the customer answers, you ask how it went.</p>
      <FactsTable
        caption="The three methods"
        head={['Method', 'What the customer sees', 'Needs', 'Works for']}
        rows={rows}
      />
      <p>
        Every page names your organisation as the register knows it, says what it is for, shows the
        end of the meter point’s number and the host the customer goes back to, and lets them
        decline. Declining is final for that request.
      </p>
      <p>
        For a record of your own use <code>POST /identity-records/{'{ir}'}/re-identify</code>. If
        you know a meter point and nothing else, ask <code>GET /identity-records/exists</code> which
        methods there are, and start with <code>POST /identity-records/reidentify</code>: it asks
        the current occupant, whoever registered them, and never tells you the record.
      </p>
      <h3 id="proposal" className="mt-6 text-lg font-semibold">
        Say what you will register
      </h3>
      <p>
        Send the access that you mean to register along with the question, as{' '}
        <code>proposed-access</code>. The customer reads it, in plain words, before anything is
        asked: who will have the data, which data, until when, what for, and who else receives it.
        With the two consent bases their press <em>is</em> the permission, and the button says so;
        beside it, as large, stands “Don’t allow”. With every other basis the page says that you
        need not ask, and the press confirms who they are.
      </p>
      <Sample name="proposed-access" language={language} />
      <p>
        What you register afterwards stays within it. So propose what you need, all of it, and no
        more; your customer can point to it later, and so can you.
      </p>
      <Sample name="reidentify" language={language} />
      <p>
        The answer carries a <strong>token-ref</strong> (<code>mlr_…</code>). It is the name of this
        question, not the answer to it: you have it before the customer has done anything.
      </p>
    </GuideSection>
  );
}

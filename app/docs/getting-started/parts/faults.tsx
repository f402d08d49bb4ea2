import { FactsTable } from '@/components/docs/facts-table';
import { GuideSection } from '@/components/docs/guide-section';

const rows = [
  [
    '400',
    'Wrong request. Every field at fault is named, all at once. Mend it; a repeat fails too.',
  ],
  [
    '401',
    'The token has ended or was never good (AUTH001, AUTH002): get a new one, try once more.',
  ],
  ['403', 'Your role, or whose token-ref it is, does not allow it; or the account is suspended.'],
  ['404', 'Unknown, or another organisation’s. The two look the same.'],
  [
    '409',
    'The state of things does not allow it: revoked already, used already, anonymised; or the record goes beyond what was shown.',
  ],
  ['422', 'The method is not to be had on this record; or the token-ref is not confirmed yet.'],
  ['429', 'Too much. Wait as many seconds as Retry-After says.'],
  ['500, 503', 'Our fault. For 503 Retry-After says when to try again.'],
] as const;

export function Faults() {
  return (
    <GuideSection id="faults" title="8. Errors, limits, repeats">
      <FactsTable caption="Statuses of errors" head={['Status', 'What to do']} rows={rows} />
      <p>
        Each error has an <code>error-code</code> to act on, a <code>message</code> for your
        developers and, where there is one, the <code>field</code>. Every answer has a{' '}
        <code>transaction-id</code>, also as <code>X-Transaction-Id</code>: log it, and name it when
        you ask us.
      </p>
      <p>
        An account has 6,000 calls a minute. Closer limits keep customers from being pestered: 20
        re-identifications an hour for one record, 5 mails an hour for one record, 60{' '}
        <code>exists</code> an hour for one meter point. A call that a limit refuses counts for
        nothing else. Three declines in a day by the customer pause your requests to that record for
        a day.
      </p>
      <p>
        A write whose answer got lost can be repeated safely with the header{' '}
        <code>Idempotency-Key</code>: for 24 hours the same key and request get the first answer
        again. Another request under the same key is a 409.
      </p>
    </GuideSection>
  );
}

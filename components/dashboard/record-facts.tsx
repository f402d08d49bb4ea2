import { CodeText } from '@/components/console/code-text';
import { DisputedFact } from '@/components/console/disputed-fact';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import { StateBadge } from './state-badge';
import { legalBasisWords } from '@/components/console/words';

interface RecordFactsProps {
  record: AnsweredRecord;
  mpxn: string;
  ir: string | null;
  isLinkedByToken: boolean;
  disputedAt: string | null;
}

function Link({ ir, isLinkedByToken }: Pick<RecordFactsProps, 'ir' | 'isLinkedByToken'>) {
  if (ir) {
    return (
      <a href={`/dashboard/identity-records/${ir}`} className="text-link">
        <CodeText>{ir}</CodeText>
      </a>
    );
  }
  return <>{isLinkedByToken ? 'By a re-identification token: the record is not told' : 'None'}</>;
}

/** What a record says: who, what for, which data, on which basis, since and until when. */
export function RecordFacts(props: RecordFactsProps) {
  const { record, mpxn, ir, isLinkedByToken, disputedAt } = props;
  const { processing, 'access-event': event, 'record-metadata': metadata } = record;
  const { controllers, 'arrangement-type': type } = metadata['controller-arrangement'];
  return (
    <Facts>
      <Fact name="State">
        <StateBadge state={event.state} />
      </Fact>
      <DisputedFact at={disputedAt} />
      <Fact name="Meter point">
        <CodeText>{mpxn}</CodeText>
      </Fact>
      <Fact name="Identity record">
        <Link ir={ir} isLinkedByToken={isLinkedByToken} />
      </Fact>
      <Fact name="Your reference">{event['controller-reference'] ?? '–'}</Fact>
      <Fact name="Legal basis">{legalBasisWords[processing['legal-basis']] ?? '–'}</Fact>
      <Fact name="Purpose">{processing.purpose}</Fact>
      <Fact name="Data">{processing['data-types'].join(', ')}</Fact>
      <Fact name={type === 'sole' ? 'Controller' : `Controllers (${type})`}>
        <ul>
          {controllers.map(({ name, role }) => (
            <li key={`${name} ${role}`}>
              {name} ({role})
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name="Access since">
        <Moment at={event['registered-at']} />
      </Fact>
      <Fact name="Ends">
        <Moment at={event.expiry} none="no end" />
      </Fact>
      <Fact name="Revoked">
        <Moment at={event['revoked-at']} none="no" />
      </Fact>
      <Fact name="Registered here">
        <Moment at={record['record-metadata']['created-at']} />
      </Fact>
    </Facts>
  );
}

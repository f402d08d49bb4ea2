import type { ReactNode } from 'react';
import { CodeLink } from '@/components/console/code-link';
import { DisputedFact } from '@/components/console/disputed-fact';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { legalBasisWords } from '@/components/console/words';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import { MeterPoint } from './meter-point';
import { ConfirmationFacts } from './confirmation-facts';
import { StateBadge } from './state-badge';

interface RecordFactsProps {
  found: {
    record: AnsweredRecord;
    mpxn: string | null;
    ir: string | null;
    isLinkedByToken: boolean;
    disputedAt: string | null;
  };
  /** Who registered or reported it, where that is not the reader. */
  by?: ReactNode;
  /** The reader's name for the controller's reference. */
  referenceName: string;
  /** Where an identity record is shown: its id is put behind this. */
  identityRecordPath: string;
  /** Whether it was reported by the DCC: then nothing of it began or ends at an instant. */
  isDiscovered?: boolean;
}

function Link({ found: { ir, isLinkedByToken }, identityRecordPath }: RecordFactsProps) {
  if (ir) return <CodeLink href={`${identityRecordPath}${ir}`}>{ir}</CodeLink>;
  return <>{isLinkedByToken ? 'By a re-identification token: the record is not told' : 'None'}</>;
}

function Times({ found: { record }, isDiscovered = false }: RecordFactsProps) {
  const { 'access-event': event, 'record-metadata': metadata } = record;
  const createdAt = <Moment at={metadata['created-at']} />;
  if (isDiscovered) return <Fact name="Reported">{createdAt}</Fact>;
  return (
    <>
      <Fact name="Access since">
        <Moment at={event['registered-at']} />
      </Fact>
      <Fact name="Ends">
        <Moment at={event.expiry} none="no end" />
      </Fact>
      <Fact name="Revoked">
        <Moment at={event['revoked-at']} none="no" />
      </Fact>
      <Fact name="Registered here">{createdAt}</Fact>
    </>
  );
}

/** What an access record says: who, what for, which data, on which basis, since and until when. */
export function RecordFacts(props: RecordFactsProps) {
  const { found, by, referenceName } = props;
  const { processing, 'access-event': event, 'record-metadata': metadata } = found.record;
  const { controllers, 'arrangement-type': type } = metadata['controller-arrangement'];
  // A discovered access has neither purpose nor basis, whatever the type of a submitted body says.
  const { purpose } = processing as { purpose: string | null };
  return (
    <Facts>
      <Fact name="State">
        <StateBadge state={event.state} />
      </Fact>
      <DisputedFact at={found.disputedAt} />
      {by}
      <Fact name="Meter point">
        <MeterPoint mpxn={found.mpxn} />
      </Fact>
      <Fact name="Identity record">
        <Link {...props} />
      </Fact>
      {props.isDiscovered ? null : (
        <ConfirmationFacts confirmation={found.record['customer-confirmation']} />
      )}
      <Fact name={referenceName}>{event['controller-reference'] ?? '–'}</Fact>
      <Fact name="Legal basis">{legalBasisWords[processing['legal-basis']] ?? '–'}</Fact>
      <Fact name="Purpose">{purpose ?? '–'}</Fact>
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
      <Times {...props} />
    </Facts>
  );
}

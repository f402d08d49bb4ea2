import { CodeText } from '@/components/console/code-text';
import { DisputedFact } from '@/components/console/disputed-fact';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { StateBadge } from '@/components/dashboard/state-badge';
import { legalBasisWords } from '@/components/console/words';
import type { AdminRecord } from '@/lib/admin/dto';

function Link({ ir, isLinkedByToken }: Pick<AdminRecord, 'ir' | 'isLinkedByToken'>) {
  if (ir) {
    return (
      <a href={`/admin/identity-records?ir=${ir}`} className="text-link">
        <CodeText>{ir}</CodeText>
      </a>
    );
  }
  return <>{isLinkedByToken ? 'By a re-identification token: the record is not told' : 'None'}</>;
}

function Times({ found: { record, discovered } }: { found: AdminRecord }) {
  const { 'access-event': event } = record;
  // On which days an organisation was seen stands above; nothing began at an instant.
  if (discovered) {
    return (
      <Fact name="Reported">
        <Moment at={record['record-metadata']['created-at']} />
      </Fact>
    );
  }
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
      <Fact name="Registered here">
        <Moment at={record['record-metadata']['created-at']} />
      </Fact>
    </>
  );
}

/** What a record says, and whose it is. */
export function AnyRecordFacts({ found }: { found: AdminRecord }) {
  const { record, mpxn, owner } = found;
  const { processing, 'access-event': event, 'record-metadata': metadata } = record;
  const { controllers, 'arrangement-type': type } = metadata['controller-arrangement'];
  // A discovered access has neither purpose nor basis, whatever the type of a submitted body says.
  const { purpose } = processing as { purpose: string | null };
  return (
    <Facts>
      <Fact name="State">
        <StateBadge state={event.state} />
      </Fact>
      <DisputedFact at={found.disputedAt} />
      <Fact name={found.discovered ? 'Reported by' : 'Registered by'}>
        <a href={`/admin/accounts/${owner.id}`} className="text-link">
          <bdi>{owner.displayName}</bdi>
        </a>
      </Fact>
      <Fact name="Meter point">
        <CodeText>{mpxn}</CodeText>
      </Fact>
      <Fact name="Identity record">
        <Link {...found} />
      </Fact>
      <Fact name="Controller’s reference">{event['controller-reference'] ?? '–'}</Fact>
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
      <Times found={found} />
    </Facts>
  );
}

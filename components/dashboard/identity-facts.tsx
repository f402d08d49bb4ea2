import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { AnsweredIdentityRecord } from '@/lib/identity-records/dto';

function Verification({ record }: { record: AnsweredIdentityRecord }) {
  const verification = record['principal-verification'];
  if (!verification) return <>none</>;
  return (
    <>
      {verification.outcome} by {verification.method}, <Moment at={verification['verified-at']} />
      {verification.reference ? ` (${verification.reference})` : ''}
    </>
  );
}

/** What a Data User has stored of one person. */
export function IdentityFacts({
  record,
  voided,
}: {
  record: AnsweredIdentityRecord;
  voided: { at: string; reason: string } | null;
}) {
  const principal = record['pii-principal'];
  const address = principal?.address;
  const lines = address
    ? [
        address.addressLine1,
        address.addressLine2,
        address.townCity,
        address.county,
        address.postcode,
      ]
    : [];
  return (
    <Facts>
      {voided ? (
        <Fact name="Voided by the operator">
          <Moment at={voided.at} />: {voided.reason}
        </Fact>
      ) : null}
      {record['anonymised-at'] ? (
        <Fact name="Anonymised">
          <Moment at={record['anonymised-at']} />
        </Fact>
      ) : null}
      <Fact name="Meter point">{principal ? <CodeText>{principal.mpxn}</CodeText> : '–'}</Fact>
      <Fact name="Moved in">
        <Moment at={principal?.['move-in-date']} isDate />
      </Fact>
      <Fact name="Address">{lines.filter(Boolean).join(', ') || '–'}</Fact>
      <Fact name="Expressed by">{record['expressed-by'] ?? '–'}</Fact>
      <Fact name="Verification">
        <Verification record={record} />
      </Fact>
      <Fact name="E-mail">{record['has-email'] ? 'stored, and shown to nobody' : 'none'}</Fact>
      <Fact name="Created">
        <Moment at={record['created-at']} />
      </Fact>
    </Facts>
  );
}

import { Fact } from '@/components/ui/fact';
import type { ReceiptClaims } from '@/lib/receipts/dto';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';
import { confirmationInWords } from './confirmation-in-words';
import { fillIn } from './fill-in';
import { timeInWords } from './time-in-words';
import type { FactWords } from './words';

interface ReceiptFactsProps {
  claims: ReceiptClaims;
  digest: string;
  words: FactWords;
}

function Who({ claims, words }: ReceiptFactsProps) {
  const { controller, acting_organisation: through } = claims.record.party_identification;
  return (
    <Fact name={words.organisation}>
      <bdi className="font-semibold">{controller}</bdi>
      {through === null ? null : (
        <>
          , <bdi>{fillIn(words.through, { through })}</bdi>
        </>
      )}
    </Fact>
  );
}

function stateInWords({ claims, words }: ReceiptFactsProps): string {
  const { state, ended_by: ender } = claims.record.consent_state;
  return ender === null ? words.states[state] : words.enders[ender];
}

function Times({ claims, words }: ReceiptFactsProps) {
  const state = claims.record.consent_state;
  const day = (at: string) => timeInWords(words, at, 'date');
  const ended = state.withdrawn_at ?? (state.state === 'EXPIRED' ? state.valid_until : null);
  const end = state.valid_until === null ? words.noEnd : day(state.valid_until);
  return (
    <>
      {state.valid_from ? <Fact name={words.since}>{day(state.valid_from)}</Fact> : null}
      {state.entered_at ? <Fact name={words.entered}>{day(state.entered_at)}</Fact> : null}
      {ended === null ? (
        <Fact name={words.until}>{end}</Fact>
      ) : (
        <Fact name={words.ended}>{timeInWords(words, ended, 'dateTime')}</Fact>
      )}
      {state.disputed_at ? <Fact name={words.disputed}>{day(state.disputed_at)}</Fact> : null}
    </>
  );
}

function RecipientsAndNotices({ claims, words }: ReceiptFactsProps) {
  const { recipients, notices } = claims.record.pii_processing;
  return (
    <>
      {recipients.length > 0 ? (
        <Fact name={words.recipients}>
          <ul>
            {recipients.map(({ name, role }, index) => (
              <li key={`${index} ${name}`}>
                <bdi>{name}</bdi> (<bdi>{role}</bdi>)
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
      {notices.length > 0 ? (
        <Fact name={words.terms}>
          <ul>
            {notices.map(({ privacy_notice: url, version }, index) => (
              <li key={`${index} ${url}`}>
                <bdi>{fillIn(words.version, { url, version })}</bdi>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </>
  );
}

function Numbers({ claims, digest, words }: ReceiptFactsProps) {
  const code = 'font-mono text-sm break-all';
  const evidence = claims['evidence-digest'];
  return (
    <>
      <Fact name={words.number}>
        <span className={code}>{claims.record.record_header.record_id}</span>
      </Fact>
      <Fact name={words.fingerprint}>
        <span className={code}>{digest}</span>
      </Fact>
      {evidence === null ? null : (
        <Fact name={words.evidence}>
          <span className={code}>{evidence}</span>
        </Fact>
      )}
    </>
  );
}

/** What a receipt states, as a list of facts in plain words. */
export function ReceiptFacts(props: ReceiptFactsProps) {
  const { claims, words } = props;
  const { record_header: header, pii_processing: processing } = claims.record;
  const basis = processing.lawful_basis as LegalBasis | null;
  const types = processing.pii_information.map(({ pii_type: type }) => type);
  const at = new Date(claims.iat * 1000).toISOString();
  return (
    <dl className="divide-y divide-line">
      <Who {...props} />
      <Fact name={words.meter}>
        {header.meter_point_ending === null
          ? words.meterGone
          : fillIn(words.meterEnding, { ending: header.meter_point_ending })}
      </Fact>
      <Fact name={words.stood}>
        <span className="font-semibold">{stateInWords(props)}</span>
        <span className="block text-soft">
          {fillIn(words.then, { at: timeInWords(words, at, 'dateTime') })}
        </span>
      </Fact>
      {basis ? <Fact name={words.why}>{words.bases[basis]}</Fact> : null}
      <Fact name={words.confirmed}>{confirmationInWords(claims, words)}</Fact>
      {processing.purpose ? (
        <Fact name={words.purpose}>
          <bdi>{processing.purpose}</bdi>
        </Fact>
      ) : null}
      <Fact name={words.what}>
        <ul>
          {Object.entries(words.dataTypes)
            .filter(([type]) => types.includes(type))
            .map(([type, name]) => (
              <li key={type}>{name}</li>
            ))}
        </ul>
      </Fact>
      <Times {...props} />
      <RecipientsAndNotices {...props} />
      <Numbers {...props} />
    </dl>
  );
}

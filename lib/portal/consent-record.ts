import type { RecordedEvent, RecordOfAccess } from '@/lib/receipts/dto';
import { toRecordOfAccess } from '@/lib/receipts/record-of-access';
import type { PortalEntry, PortalEvent, PortalReleaseDay } from './dto';
import { toPortalEntry } from './entry';
import type { SeenRow } from './confirmations';

/** Who takes part; of whom the DCC saw no more is known than the name. */
function toParties(row: SeenRow, registered: RecordOfAccess['party_identification']) {
  if (!row.discovered) return registered;
  const { organisationName: name, organisationReference: reference } = row.discovered;
  return {
    ...registered,
    controller: name,
    acting_organisation: null,
    parties: [{ party_id: reference, party_name: name, party_role: 'unregistered' }],
  };
}

/** The processing of a discovered access, which has days instead of instants. */
function toDiscovery({ discovery }: PortalEntry) {
  return (
    discovery && {
      reference: discovery.reference,
      first_seen: discovery.firstSeen,
      last_seen: discovery.lastSeen,
      registered_since: discovery.isSuperseded,
      registered_later: discovery.registeredLater,
    }
  );
}

/** Who confirmed it, in the words of docs/ceremonies.md#who-confirmed-an-access. */
function toConfirmation({ confirmation }: PortalEntry) {
  if (confirmation?.kind !== 'confirmed') return null;
  const { what, who, at, method, assurance, isBound, proposalDigest, stored } = confirmation;
  return {
    ...{ what, who, method, assurance },
    confirmed_at: at,
    bound: isBound,
    proposal_digest: proposalDigest,
    first_stored: stored && {
      at: stored.at,
      through: stored.through,
      in_portal: stored.isInPortal,
    },
  };
}

/** The history in the words of the standard: each event with its time, state and who caused it. */
function toEvents(history: PortalEvent[]): RecordedEvent[] {
  return history
    .filter(({ kind }) => kind !== 'expires')
    .map(({ kind, at, by, reason, reference }) => ({
      event_time: at,
      event_type: kind,
      event_state: kind,
      entity: by,
      event_reason: reason,
      event_reference: reference === '' ? null : reference,
    }));
}

interface Happened {
  history: PortalEvent[];
  releases: PortalReleaseDay[];
}

/** Each day on which a Data Provider asked, as docs/ceremonies.md#taking-the-history-away names it. */
function toReleases(releases: PortalReleaseDay[]) {
  return releases.map(({ day, provider, allowed, refused, late }) => ({
    ...{ day, allowed, refused },
    data_provider: provider,
    refused_after_end: late,
  }));
}

/**
 * One access of a customer's download: the record of access with all that has happened, sightings among
 * them.
 */
export function toConsentRecord(row: SeenRow, { history, releases }: Happened) {
  const record = toRecordOfAccess(row, null);
  const entry = toPortalEntry(row);
  return {
    ...record,
    party_identification: toParties(row, record.party_identification),
    consent_state: {
      ...record.consent_state,
      // Nothing that nobody registered was ever valid.
      valid_from: entry.discovery ? null : record.consent_state.valid_from,
      entered_at: entry.enteredAt,
    },
    customer_confirmation: toConfirmation(entry),
    discovery: toDiscovery(entry),
    releases: toReleases(releases),
    event: toEvents(history),
  };
}

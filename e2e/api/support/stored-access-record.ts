import type { JsonObject } from '../../../harness/api-client';

/** Optional members of a controller that read null where they are not given; the others are left out. */
const CONTROLLER = ['lia-reference', 'statutory-reference', 'storage-conditions'];

/**
 * `value` as it reads where null, absent and, for a text, empty are the same: what may be null is null, the
 * rest is left out.
 */
function filled(value: unknown, ...nullable: string[]): JsonObject | null {
  if (value === null || value === undefined) return null;
  const given = Object.entries(value).filter(([, member]) => member !== null && member !== '');
  return {
    ...Object.fromEntries(nullable.map((name) => [name, null])),
    ...Object.fromEntries(given),
  };
}

function filledEach(values: unknown, ...nullable: string[]): (JsonObject | null)[] | null {
  return (
    (values as unknown[] | null | undefined)?.map((value) => filled(value, ...nullable)) ?? null
  );
}

function storedNotice(sent: unknown): JsonObject | null {
  const notice = filled(sent, 'shared-notice', 'notices');
  return (
    notice && {
      'shared-notice': filled(notice['shared-notice']),
      notices: filledEach(notice.notices),
    }
  );
}

function storedController(sent: unknown): JsonObject {
  const controller = filled(sent, ...CONTROLLER) ?? {};
  const { address } = controller;
  if (address === undefined) return controller;
  return { ...controller, address: filled(address, 'addressLine2', 'county') };
}

function storedMetadata(sent: unknown): JsonObject {
  const metadata = sent as JsonObject;
  const arrangement = filled(metadata['controller-arrangement'], 'art26-reference');
  const controllers = (arrangement?.controllers as unknown[]).map(storedController);
  return { ...metadata, 'controller-arrangement': { ...arrangement, controllers } };
}

/** The state it reads, and since when: what ended in the past is EXPIRED, whatever was said. */
function storedEvent(sent: unknown): JsonObject {
  const event = filled(sent, 'consent', 'expiry');
  const isOver = typeof event?.expiry === 'string' && Date.parse(event.expiry) < Date.now();
  return {
    ...event,
    consent: filled(event?.consent),
    state: event?.state === 'ACTIVE' && isOver ? 'EXPIRED' : event?.state,
  };
}

/** What a body that was accepted reads back as, but for what the register itself sets. */
export function asStored(body: JsonObject): JsonObject {
  const processing = filled(body.processing);
  const recipients = filledEach(processing?.recipients);
  return {
    'record-metadata': storedMetadata(body['record-metadata']),
    notice: storedNotice(body.notice),
    processing: { ...processing, ...(recipients ? { recipients } : {}) },
    'access-event': storedEvent(body['access-event']),
  };
}

/** A record that was read, without what the register itself sets. */
export function withoutOwn(record: JsonObject): JsonObject {
  const metadata = { ...(record['record-metadata'] as JsonObject) };
  const processing = { ...(record.processing as JsonObject) };
  const event = { ...(record['access-event'] as JsonObject) };
  delete metadata['record-identifier'];
  delete metadata['created-at'];
  delete processing.jurisdiction;
  delete event['revoked-at'];
  return {
    'record-metadata': metadata,
    notice: record.notice,
    processing,
    'access-event': event,
  };
}

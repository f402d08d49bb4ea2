import type { JsonObject } from '../../harness/api-client';

const CONTROLLER = [
  'address',
  'privacy-rights-url',
  'lia-reference',
  'statutory-reference',
  'storage-conditions',
];

/** `value` with these members null where they are absent; null and absent are the same. */
function filled(value: unknown, ...optional: string[]): JsonObject | null {
  if (value === null || value === undefined) return null;
  return { ...Object.fromEntries(optional.map((name) => [name, null])), ...(value as JsonObject) };
}

function filledEach(values: unknown, ...optional: string[]): (JsonObject | null)[] | null {
  return (
    (values as unknown[] | null | undefined)?.map((value) => filled(value, ...optional)) ?? null
  );
}

function storedNotice(sent: unknown): JsonObject | null {
  const notice = filled(sent, 'shared-notice', 'notices');
  return (
    notice && {
      'shared-notice': filled(notice['shared-notice'], 'notice-language'),
      notices: filledEach(notice.notices, 'notice-language'),
    }
  );
}

function storedMetadata(sent: unknown): JsonObject {
  const metadata = sent as JsonObject;
  const arrangement = filled(metadata['controller-arrangement'], 'art26-reference');
  const controllers = filledEach(arrangement?.controllers, ...CONTROLLER);
  return { ...metadata, 'controller-arrangement': { ...arrangement, controllers } };
}

/** The state it reads, and since when: what ended in the past is EXPIRED, whatever was said. */
function storedEvent(sent: unknown): JsonObject {
  const event = filled(sent, 'controller-reference', 'consent');
  const isOver = typeof event?.expiry === 'string' && Date.parse(event.expiry) < Date.now();
  return {
    ...event,
    consent: filled(event?.consent, 'method'),
    state: event?.state === 'ACTIVE' && isOver ? 'EXPIRED' : event?.state,
  };
}

/** What a body that was accepted reads back as, but for what the register itself sets. */
export function asStored(body: JsonObject): JsonObject {
  const processing = filled(body.processing, 'data-source', 'recipients');
  return {
    'record-metadata': storedMetadata(body['record-metadata']),
    notice: storedNotice(body.notice),
    processing: { ...processing, recipients: filledEach(processing?.recipients, 'privacy-url') },
    'access-event': storedEvent(body['access-event']),
  };
}

/** A record that was read, without what the register itself sets. */
export function withoutOwn(record: JsonObject): JsonObject {
  const processing = { ...(record.processing as JsonObject) };
  const event = { ...(record['access-event'] as JsonObject) };
  delete processing.jurisdiction;
  delete event['revoked-at'];
  return {
    'record-metadata': record['record-metadata'],
    notice: record.notice,
    processing,
    'access-event': event,
  };
}

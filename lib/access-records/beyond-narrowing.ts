import type { FieldFault } from '@/lib/platform/errors';
import { normaliseText } from '@/lib/proposals/normalise-text';
import type { AccessDocument } from './dto';

type Json = Record<string, unknown>;

/** Of a controller: how it is reached, and its own references. */
const CONTROLLER_FREE = [
  'contact-url',
  'address',
  'privacy-rights-url',
  'lia-reference',
  'statutory-reference',
];

function without(value: object, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** What of a record nobody may change behind the customer's back, whether to drop it or not. */
function guardedPart(document: AccessDocument): Json {
  const { 'record-metadata': metadata, notice, processing, 'access-event': event } = document;
  const { 'controller-arrangement': arrangement } = metadata;
  const controllers = arrangement.controllers.map((each) => without(each, CONTROLLER_FREE));
  return {
    'record-metadata': {
      ...metadata,
      'controller-arrangement': { ...without(arrangement, ['art26-reference']), controllers },
    },
    notice,
    processing: without(processing, ['data-types', 'recipients']),
    'access-event': {
      ...without(event, ['expiry', 'controller-reference']),
      'registered-at': new Date(event['registered-at']).toISOString(),
    },
  };
}

function membersOf(value: unknown): Json | null {
  return value !== null && typeof value === 'object' ? (value as Json) : null;
}

function isSame(before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    return normaliseText(before) === normaliseText(after);
  }
  return (before ?? null) === (after ?? null);
}

function pathOf(path: string, name: string, isList: boolean): string {
  if (isList) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** Every field that differs, by its path. */
function* differing(before: unknown, after: unknown, path = ''): Generator<string> {
  const [former, latter] = [membersOf(before), membersOf(after)];
  if (!former || !latter) {
    if (former !== latter || !isSame(before, after)) yield path;
    return;
  }
  const isList = Array.isArray(after);
  for (const name of new Set([...Object.keys(former), ...Object.keys(latter)])) {
    yield* differing(former[name], latter[name], pathOf(path, name, isList));
  }
}

function* added(before: AccessDocument, after: AccessDocument): Generator<string> {
  const { processing: former } = before;
  for (const [index, type] of after.processing['data-types'].entries()) {
    if (!former['data-types'].includes(type)) yield `processing.data-types[${index}]`;
  }
  const known = new Set(
    former.recipients?.map(({ name, role }) => JSON.stringify([name, role].map(normaliseText))),
  );
  for (const [index, { name, role }] of (after.processing.recipients ?? []).entries()) {
    const key = JSON.stringify([name, role].map(normaliseText));
    if (!known.has(key)) yield `processing.recipients[${index}]`;
  }
  const [end, newEnd] = [before, after].map(({ 'access-event': { expiry } }) =>
    expiry === null ? Infinity : Date.parse(expiry),
  );
  if ((newEnd ?? 0) > (end ?? 0)) yield 'access-event.expiry';
}

/**
 * Every field in which a replacement does more than the customer need not be asked for: to drop kinds of data,
 * recipients and time, and to change contact details and references
 * (docs/api/proposals.md#never-widened-behind-the-customers-back).
 */
export function findBeyondNarrowing(before: AccessDocument, after: AccessDocument): FieldFault[] {
  const fields = [...differing(guardedPart(before), guardedPart(after)), ...added(before, after)];
  return fields.map((field) => ({
    field,
    problem: 'was confirmed by the customer otherwise; it needs a confirmation-token',
  }));
}

import { MOST_FAULTS, RegisterError, ValidationError, type ErrorItem } from '@/lib/platform/errors';
import { fieldItem, isStorable, UNSTORABLE } from './parse';
import { mediaTypeOf, readBody, type RawBody } from './read-body';

const MAX_DEPTH = 32;

/** 415, VAL007. */
export class NotJsonError extends RegisterError {
  constructor() {
    super([{ code: 'VAL007', message: 'The body must be application/json.' }]);
  }
}

function invalid(message: string): ValidationError {
  return new ValidationError([{ code: 'VAL001', message }]);
}

/** What no table can hold of one value, or null. */
function problemOf(value: unknown): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : UNSTORABLE;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'is too large a number';
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  // The key itself must not be echoed in the answer: the object is named instead.
  return Object.keys(value).every(isStorable) ? null : UNSTORABLE;
}

/** What was found in a body so far, in its order. */
interface Found {
  items: ErrorItem[];
  unnamed: number;
}

/** Looks at a value and all that is in it. `path` is its place, and is left as it was. */
function findUnstorable(value: unknown, path: PropertyKey[], found: Found): void {
  if (path.length > MAX_DEPTH) {
    throw invalid(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  const problem = problemOf(value);
  if (problem) {
    if (found.items.length < MOST_FAULTS) found.items.push(fieldItem(path, problem));
    else found.unnamed += 1;
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    path.push(key);
    findUnstorable((value as Record<PropertyKey, unknown>)[key], path, found);
    path.pop();
  }
}

/**
 * Refuses what JSON allows and no table can hold, naming each field: NUL, lone surrogates, infinity;
 * and endless depth.
 */
function refuseUnstorable(body: unknown): void {
  const found: Found = { items: [], unnamed: 0 };
  findUnstorable(body, [], found);
  if (found.items.length > 0) throw new ValidationError(found.items, found.unnamed);
}

/**
 * A body's JSON, or undefined for an empty one.
 * @throws {NotJsonError} {@link ValidationError}
 */
export function parseJson({ contentType, bytes }: RawBody): unknown {
  if (bytes.byteLength === 0) return undefined;
  if (mediaTypeOf(contentType) !== 'application/json') throw new NotJsonError();
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw Object.assign(invalid('The body is not well-formed JSON.'), { cause: error });
  }
  refuseUnstorable(body);
  return body;
}

/** The request's JSON, or undefined for an empty body. */
export async function readJsonBody(request: Request): Promise<unknown> {
  return parseJson(await readBody(request));
}

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** The register answered with something else than its contract promises. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function requireObject(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  if (!isJsonObject(value)) throw new UnexpectedAnswerError(`"${key}" is not an object`);
  return value;
}

export function findObject(from: JsonObject, key: string): JsonObject | null {
  const value = from[key];
  return isJsonObject(value) ? value : null;
}

export function requireString(from: JsonObject, key: string): string {
  const value = from[key];
  if (typeof value !== 'string') throw new UnexpectedAnswerError(`"${key}" is not a text`);
  return value;
}

export function findString(from: JsonObject, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' ? value : null;
}

export function requireList(from: JsonObject, key: string): Json[] {
  const value = from[key];
  if (!Array.isArray(value)) throw new UnexpectedAnswerError(`"${key}" is not a list`);
  return value;
}

import { ValidationError } from '@/lib/platform/errors';
import { isStorable, UNSTORABLE } from './parse';
import { mediaTypeOf, readBody } from './read-body';

/** Whether a body says that it is a form, as browsers send one without files. */
export function isForm({ headers }: Request): boolean {
  return mediaTypeOf(headers.get('content-type')) === 'application/x-www-form-urlencoded';
}

/** Names of fields whose content is never kept, shown again or sent back. */
const secretFields = /secret/;

/** The text fields of a form that was posted. */
export class Form {
  readonly #fields = new Map<string, string[]>();

  constructor(fields: URLSearchParams) {
    for (const [name, value] of fields) {
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), value]);
    }
  }

  /** What was typed, trimmed; undefined for a field left empty. */
  text(name: string): string | undefined {
    const value = this.#fields.get(name)?.[0]?.trim();
    return value === '' ? undefined : value;
  }

  /** What was typed, as it is. */
  raw(name: string): string {
    return this.#fields.get(name)?.[0] ?? '';
  }

  /** Every value of a field that may be there several times. */
  all(name: string): string[] {
    return this.#fields.get(name) ?? [];
  }

  /** The lines of a text area, trimmed, without empty ones. */
  lines(name: string): string[] {
    return this.raw(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  isChecked(name: string): boolean {
    return this.#fields.has(name);
  }

  /** A number where digits were typed; else what was typed, for the schema to refuse. */
  number(name: string): number | string | undefined {
    const value = this.text(name);
    return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  }

  /** All but secrets, to fill the form in again. */
  values(): Record<string, string[]> {
    const entries = [...this.#fields].filter(([name]) => !secretFields.test(name));
    return Object.fromEntries(entries);
  }
}

function invalid(message: string): ValidationError {
  return new ValidationError([{ code: 'VAL001', message }]);
}

/** @throws {ValidationError} when the body is no form, or holds what no table can; {@link BodyTooLargeError} */
export async function readForm(request: Request): Promise<Form> {
  if (!isForm(request)) throw invalid('The body is not a form.');
  const { bytes } = await readBody(request);
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  if (![...fields].flat().every(isStorable)) {
    throw invalid(`The form ${UNSTORABLE}.`);
  }
  return new Form(fields);
}

import { ValidationError } from '@/lib/platform/errors';

/** Names of fields whose content is never kept, shown again or sent back. */
const secretFields = /secret/;

/** The text fields of a form that was posted. */
export class ConsoleForm {
  readonly #fields = new Map<string, string[]>();

  constructor(data: FormData) {
    for (const [name, value] of data) {
      if (typeof value !== 'string') continue;
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

/** @throws {ValidationError} when the body is no form */
export async function readConsoleForm(request: Request): Promise<ConsoleForm> {
  let data: FormData;
  try {
    data = await request.formData();
  } catch (cause) {
    const error = new ValidationError([{ code: 'VAL001', message: 'The body is not a form.' }]);
    throw Object.assign(error, { cause });
  }
  const form = new ConsoleForm(data);
  const isStorable = [...data].every(
    ([name, value]) =>
      !name.includes('\0') &&
      (typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed())),
  );
  if (isStorable) return form;
  throw new ValidationError([
    { code: 'VAL001', message: 'The form holds a character that no text may hold.' },
  ]);
}

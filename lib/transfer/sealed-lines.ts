import type { z } from 'zod';
import { isEqualSecret } from '@/lib/platform/crypto';
import {
  footerSchema,
  headerSchema,
  newSeal,
  rowSchema,
  type Header,
  type Seal,
} from './file-format';
import { requireKeys } from './require-fitting-file';
import { TransferError } from './transfer-error';

export function damaged(what: string, cause?: unknown): TransferError {
  const message = `The file is not as it was exported: ${what}. Nothing was imported.`;
  return new TransferError(message, { cause });
}

/** The lines of a file one after the other; all that are read go into its seal. */
export class SealedLines {
  #seal: Seal | null = null;
  #ahead: string | null = null;

  constructor(private readonly lines: AsyncGenerator<string, void>) {}

  async #line(): Promise<string> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead !== null) return ahead;
    const next = await this.lines.next();
    if (next.done === true) throw damaged('it ends too early');
    return next.value;
  }

  #parse<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch (error) {
      throw damaged('a line is no JSON', error);
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw damaged('a line is of the wrong kind');
    return parsed.data;
  }

  async header(): Promise<Header> {
    const line = await this.#line();
    const header = this.#parse(headerSchema, line);
    requireKeys(header);
    this.#seal = newSeal(header['sealed-by']);
    this.#seal.update(`${line}\n`);
    return header;
  }

  async next<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    const line = await this.#line();
    const value = this.#parse(schema, line);
    this.#seal?.update(`${line}\n`);
    return value;
  }

  /** Up to `limit` rows; none when something else follows. */
  async rows(limit: number): Promise<(string | null)[][]> {
    const rows: (string | null)[][] = [];
    while (rows.length < limit) {
      const line = await this.#line();
      if (!line.startsWith('[')) {
        this.#ahead = line;
        break;
      }
      rows.push(this.#parse(rowSchema, line));
      this.#seal?.update(`${line}\n`);
    }
    return rows;
  }

  async requireSealedEnd(): Promise<void> {
    const { seal } = this.#parse(footerSchema, await this.#line());
    if (!isEqualSecret(seal, this.#seal?.digest('hex') ?? '')) throw damaged('its seal is broken');
    if (!(await this.lines.next()).done) throw damaged('something follows its end');
  }
}

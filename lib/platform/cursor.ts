import { z } from 'zod';
import { ValidationError } from './errors';
import { timeSchema } from './schema-parts';

/** Where a page of a list ended: a time and an id, newest first. */
export interface Position {
  at: Date;
  id: string;
}

/**
 * Opaque cursors of a list whose pages end at positions of a shape. They hold no secret, and a forged one only starts
 * the caller's own list elsewhere.
 */
export function cursorsOf<Shape extends z.ZodType>(shape: Shape) {
  return {
    toCursor: (position: z.output<Shape>) =>
      Buffer.from(JSON.stringify(position)).toString('base64url'),

    /** @throws {ValidationError} for what is no cursor of this list */
    fromCursor(cursor: string): z.output<Shape> {
      try {
        return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
      } catch (cause) {
        throw Object.assign(ValidationError.field('cursor', 'is not one of this list'), { cause });
      }
    },
  };
}

const byTime = cursorsOf(z.tuple([timeSchema, z.string().regex(/^[a-z]+_[0-9a-f]{24}$/)]));

export function toCursor({ at, id }: Position): string {
  return byTime.toCursor([at.toISOString(), id]);
}

/** @throws {ValidationError} for what is no cursor of ours */
export function fromCursor(cursor: string): Position {
  const [at, id] = byTime.fromCursor(cursor);
  return { at: new Date(at), id };
}

const DEFAULT_PAGE = 200;
const MAX_PAGE = 500;
const EXAMPLE_CURSOR =
  'WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ';

/**
 * `limit` and `cursor` of every list: 200 entries a page, at most 500
 * (docs/api/requests-and-errors.md#lists-and-pages).
 */
export const pageQuery = {
  limit: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(MAX_PAGE, `must be at most ${MAX_PAGE}`)
    .default(DEFAULT_PAGE)
    .meta({ description: 'How many entries a page has at most.', example: 50 }),
  cursor: z.string().max(256).optional().meta({
    description: 'The `next-cursor` of the page before; without it the list starts anew.',
    example: EXAMPLE_CURSOR,
  }),
};

/** Where the next page of a list starts. */
export const nextCursorSchema = z.string().nullable().meta({
  description: 'Send it as `cursor` for the next page; null: this is the last one.',
  example: EXAMPLE_CURSOR,
});

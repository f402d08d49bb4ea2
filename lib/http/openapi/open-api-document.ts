import { z } from 'zod';
import { env } from '@/lib/platform/env';
import type { DeclaredPath } from '../declared-paths';
import { buildDocument } from './document';

/** Of the document itself only what it says first. */
export const documentAnswerSchema = z.looseObject({
  openapi: z.string().meta({ description: 'The version of OpenAPI.', example: '3.1.0' }),
});

let built: ReturnType<typeof buildDocument> | null = null;

/** The document of this register, built once in a process. */
export function openApiDocument(paths: readonly DeclaredPath[]) {
  built ??= buildDocument(env().ORIGIN, paths);
  return built;
}

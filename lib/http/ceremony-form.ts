import { db } from '@/lib/db/database';
import { findCeremony, type LoadedCeremony } from '@/lib/ceremonies/passkey/ceremony';
import type { CeremonyKind, TypedNote } from '@/lib/ceremonies/passkey/dto';
import type { Way } from '@/lib/ceremonies/passkey/ceremony-step';
import { env } from '@/lib/platform/env';
import { ValidationError } from '@/lib/platform/errors';

/** What every form and script of a ceremony page sends of the page it stands on. */
export interface CeremonyFields {
  session: string;
  kind: CeremonyKind;
  way: Way;
}

type Fields = Record<string, unknown>;

export function toCeremonyFields(fields: Fields): CeremonyFields {
  return {
    session: typeof fields.session === 'string' ? fields.session : '',
    kind: fields.kind === 'assert' ? 'assert' : 'register',
    way: fields.way === 'new' || fields.way === 'mail' ? fields.way : null,
  };
}

/** @throws {ValidationError} when the body is no form */
export async function readForm(request: Request): Promise<Fields> {
  try {
    return Object.fromEntries(await request.formData());
  } catch (cause) {
    const error = new ValidationError([{ code: 'VAL001', message: 'The body is not a form.' }]);
    throw Object.assign(error, { cause });
  }
}

/** The ceremony of a form, whichever page it stands on, or null. */
export async function findFormCeremony(session: string): Promise<LoadedCeremony | null> {
  return (await findCeremony(db(), session, 'assert')) ?? findCeremony(db(), session, 'register');
}

/**
 * The page that a form goes back to; it says itself how things stand.
 * @param typed what it cannot know: what was typed in place of a code that counts
 */
export function pageOf({ session, kind, way }: CeremonyFields, typed: TypedNote = null): string {
  const query = new URLSearchParams({
    session,
    ...(way ? { way } : {}),
    ...(typed ? { typed } : {}),
  });
  return `${env().ORIGIN}/passkey/${kind}?${query.toString()}`;
}

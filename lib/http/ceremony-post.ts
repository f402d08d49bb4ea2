import { findCeremony, type LoadedCeremony } from '@/lib/ceremonies/passkey/ceremony';
import type { CeremonyKind, TypedNote } from '@/lib/ceremonies/passkey/dto';
import type { Way } from '@/lib/ceremonies/passkey/ceremony-step';
import { db } from '@/lib/db/database';
import { env } from '@/lib/platform/env';
import { endingResponse } from './ending-response';
import type { PagePost } from './page-post';
import { readForm, type Form } from './read-form';

/** What every form and script of a ceremony page sends of the page it stands on. */
interface CeremonyFields {
  session: string;
  kind: CeremonyKind;
  way: Way;
}

export function toCeremonyFields(fields: Record<string, unknown>): CeremonyFields {
  return {
    session: typeof fields.session === 'string' ? fields.session : '',
    kind: fields.kind === 'assert' ? 'assert' : 'register',
    way: fields.way === 'new' || fields.way === 'mail' ? fields.way : null,
  };
}

interface FormCeremony {
  form: Form;
  fields: CeremonyFields;
  ceremony: LoadedCeremony;
}

/** The ceremony that a form names, whichever page it stands on; for one that names none, its ending. */
export async function formCeremony(post: PagePost): Promise<FormCeremony | Response> {
  const form = await readForm(post.request);
  const fields = toCeremonyFields({
    session: form.raw('session'),
    kind: form.raw('kind'),
    way: form.raw('way'),
  });
  const { session } = fields;
  const ceremony =
    (await findCeremony(db(), session, 'assert')) ??
    (await findCeremony(db(), session, 'register'));
  return ceremony ? { form, fields, ceremony } : endingResponse('invalid', null, post);
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

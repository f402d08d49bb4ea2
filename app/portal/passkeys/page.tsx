import { PasskeysBody, type PasskeysNote } from '@/components/portal/passkeys-body';
import { offerJoin } from '@/lib/portal/join-passkey';
import { listPasskeys } from '@/lib/portal/list-passkeys';
import { requireBrowserId } from '../../require-browser-id';
import { requireBoundSession } from '../portal-session';
import { registerName } from '../../register-name';

interface PasskeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const notes = [
  'added',
  'joined',
  'named',
  'removed',
  'not-fresh',
] as const satisfies PasskeysNote[];

export default async function PasskeysPage({ searchParams }: PasskeysPageProps) {
  const session = await requireBoundSession();
  const browserId = await requireBrowserId();
  const view = await listPasskeys(session, browserId);
  const join = await offerJoin(session, browserId);
  const { problem } = await searchParams;
  const note = notes.find((known) => known === problem) ?? null;
  return <PasskeysBody view={view} join={join} note={note} register={await registerName()} />;
}

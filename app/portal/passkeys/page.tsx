import { PasskeysBody, type PasskeysNote } from '@/components/portal/passkeys-body';
import { env } from '@/lib/platform/env';
import { listPasskeys } from '@/lib/portal/list-passkeys';
import { requireBrowserId } from '../../require-browser-id';
import { requireBoundSession } from '../portal-session';

interface PasskeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const notes = [
  'added',
  'named',
  'removed',
  'not-fresh',
  'not-allowed',
] as const satisfies PasskeysNote[];

export default async function PasskeysPage({ searchParams }: PasskeysPageProps) {
  const session = await requireBoundSession();
  const view = await listPasskeys(session, await requireBrowserId());
  const { problem } = await searchParams;
  const note = notes.find((known) => known === problem) ?? null;
  return <PasskeysBody view={view} note={note} register={env().RP_NAME} />;
}

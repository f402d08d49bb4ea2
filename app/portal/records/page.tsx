import { redirect } from 'next/navigation';
import { RecordsBody, type RecordsNote } from '@/components/portal/records-body';
import { listPortalRecords } from '@/lib/portal/list-records';
import { requireBoundSession } from '../portal-session';
import { registerName } from '../../register-name';

interface RecordsPageProps {
  searchParams: Promise<{ after?: string | string[]; problem?: string | string[] }>;
}

const notes: RecordsNote[] = ['not-found', 'request-over', 'request-refused'];

export default async function RecordsPage({ searchParams }: RecordsPageProps) {
  const { after, problem } = await searchParams;
  const session = await requireBoundSession();
  const view = await listPortalRecords(session, typeof after === 'string' ? after : null);
  if (!view) redirect('/portal/sign-in?problem=ended');
  const note = notes.find((known) => known === problem) ?? null;
  return <RecordsBody view={view} note={note} register={await registerName()} />;
}

import { notFound } from 'next/navigation';
import { RecordBody } from '@/components/portal/record-body';
import { viewPortalRecord } from '@/lib/portal/view-record';
import { requireBoundSession } from '../../portal-session';
import { registerName } from '../../../register-name';

interface RecordPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ problem?: string | string[] }>;
}

export default async function RecordPage({ params, searchParams }: RecordPageProps) {
  const session = await requireBoundSession();
  const view = await viewPortalRecord(session, (await params).id);
  if (!view) return notFound();
  const isLate = (await searchParams).problem === 'not-withdrawn' && !view.entry.mayWithdraw;
  return <RecordBody view={view} isNotWithdrawn={isLate} register={await registerName()} />;
}

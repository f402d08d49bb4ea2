import { notFound } from 'next/navigation';
import { RecordBody } from '@/components/portal/record-body';
import { env } from '@/lib/platform/env';
import { viewPortalRecord } from '@/lib/portal/view-record';
import { requireBoundSession } from '../../portal-session';

export default async function RecordPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireBoundSession();
  const view = await viewPortalRecord(session, (await params).id);
  return view ? <RecordBody view={view} register={env().RP_NAME} /> : notFound();
}

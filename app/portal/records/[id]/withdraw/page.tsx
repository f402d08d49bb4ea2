import { notFound, redirect } from 'next/navigation';
import { WithdrawBody } from '@/components/portal/withdraw-body';
import { env } from '@/lib/platform/env';
import { viewPortalRecord } from '@/lib/portal/view-record';
import { requireBoundSession } from '../../../portal-session';

export default async function WithdrawPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireBoundSession();
  const { id } = await params;
  const view = await viewPortalRecord(session, id);
  if (!view) return notFound();
  // Already ended, or nothing to withdraw: the record's own page says how it stands.
  if (!view.entry.mayWithdraw) redirect(`/portal/records/${id}`);
  return <WithdrawBody entry={view.entry} register={env().RP_NAME} />;
}

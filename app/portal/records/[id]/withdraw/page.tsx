import { notFound, redirect } from 'next/navigation';
import { WithdrawBody } from '@/components/portal/withdraw-body';
import { viewPortalRecord } from '@/lib/portal/view-record';
import { requireBoundSession } from '../../../portal-session';
import { registerName } from '../../../../register-name';

interface WithdrawPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ problem?: string | string[] }>;
}

export default async function WithdrawPage({ params, searchParams }: WithdrawPageProps) {
  const session = await requireBoundSession();
  const { id } = await params;
  const view = await viewPortalRecord(session, id);
  if (!view) return notFound();
  // Already ended, or nothing to withdraw: the record's own page says how it stands.
  if (!view.entry.mayWithdraw) redirect(`/portal/records/${id}?problem=not-withdrawn`);
  const isRefused = (await searchParams).problem === 'reason';
  return (
    <WithdrawBody entry={view.entry} isReasonRefused={isRefused} register={await registerName()} />
  );
}

import { notFound, redirect } from 'next/navigation';
import { WithdrawnBody } from '@/components/portal/withdrawn-body';
import { findReceipt, viewPortalRecord } from '@/lib/portal/view-record';
import { requireBoundSession } from '../../../portal-session';
import { registerName } from '../../../../register-name';

export default async function WithdrawnPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireBoundSession();
  const { id } = await params;
  const receipt = await findReceipt(session, id);
  if (receipt) return <WithdrawnBody receipt={receipt} register={await registerName()} />;
  return (await viewPortalRecord(session, id)) ? redirect(`/portal/records/${id}`) : notFound();
}

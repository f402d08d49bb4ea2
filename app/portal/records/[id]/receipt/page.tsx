import { notFound } from 'next/navigation';
import { ReceiptBody } from '@/components/receipts/receipt-body';
import { env } from '@/lib/platform/env';
import { issuePortalReceipt } from '@/lib/portal/issue-portal-receipt';
import { requireBoundSession } from '../../../portal-session';
import { registerName } from '../../../../register-name';

export default async function ReceiptPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireBoundSession();
  const { id } = await params;
  const issued = await issuePortalReceipt(session, id);
  if (!issued) return notFound();
  const { ORIGIN: origin } = env();
  const register = await registerName();
  const checkPage = `${new URL(origin).host}/receipts/check`;
  const { checkLink, mayTakeProof } = issued;
  return <ReceiptBody {...{ id, issued, register, checkPage, checkLink, mayTakeProof }} />;
}

import { redirect } from 'next/navigation';
import { RecordsBody } from '@/components/portal/records-body';
import { env } from '@/lib/platform/env';
import { listPortalRecords } from '@/lib/portal/list-records';
import { requireBoundSession } from '../portal-session';

export default async function RecordsPage() {
  const view = await listPortalRecords(await requireBoundSession());
  if (!view) redirect('/portal/sign-in?problem=ended');
  return <RecordsBody view={view} register={env().RP_NAME} />;
}

import { PageHeading } from '@/components/console/page-heading';
import { requireConsole } from '../../open-console';

export default async function OverviewPage() {
  const { account } = await requireConsole('data-user');
  return <PageHeading title={['Overview', 'Dashboard']} intro={account.displayName} />;
}

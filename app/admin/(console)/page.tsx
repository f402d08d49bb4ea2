import { PageHeading } from '@/components/console/page-heading';
import { requireConsole } from '../../open-console';

export default async function OperatorOverviewPage() {
  const { account } = await requireConsole('operator');
  return <PageHeading title={['Overview', 'Operator']} intro={account.displayName} />;
}

import { notFound } from 'next/navigation';
import { CountedAt } from '@/components/console/counted-at';
import { PageHeading } from '@/components/console/page-heading';
import { ReleaseTotals } from '@/components/console/release-totals';
import { readAccount } from '@/lib/accounts/read-account';
import { readProviderTotals } from '@/lib/releases/read-provider-totals';
import { requireConsole } from '../../../../open-console';
import { orNull } from '../../../../or-null';

export default async function ProviderReleasesPage({
  params,
}: {
  params: Promise<{ id: string }>;
}) {
  await requireConsole('admin');
  const { id } = await params;
  const account = await orNull(readAccount(id));
  if (account?.role !== 'data_provider') notFound();
  const totals = await readProviderTotals(account.id);
  return (
    <>
      <PageHeading
        title={[account.displayName, 'Releases', 'Operator']}
        heading={
          <>
            Releases asked for by <bdi>{account.displayName}</bdi>
          </>
        }
        intro={<CountedAt at={totals.countedAt} />}
        up={{ href: '/admin/releases', label: 'Releases' }}
        actions={
          <a href={`/admin/accounts/${account.id}`} className="button button-quiet">
            The account
          </a>
        }
      />
      <ReleaseTotals {...totals} />
    </>
  );
}

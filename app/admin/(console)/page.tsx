import { hasWarnings, ReleaseWarningsBody } from '@/components/admin/release-warnings';
import { Figures } from '@/components/console/figures';
import { SupplierFacts } from '@/components/admin/supplier-facts';
import { PageHeading } from '@/components/console/page-heading';
import { Section } from '@/components/console/section';
import { readMailState } from '@/lib/mail/list-mails';
import { findReleaseWarnings } from '@/lib/admin/find-release-warnings';
import { registerStatistics } from '@/lib/admin/register-statistics';
import { listSuppliers } from '@/lib/suppliers/list-suppliers';
import { readQueue } from '@/lib/webhooks/read-queue';
import { requireConsole } from '../../open-console';

type Statistics = Awaited<ReturnType<typeof registerStatistics>>;

const recordFigures = (counts: Statistics) => [
  { label: 'All records', value: counts.total_records, href: '/admin/records' },
  { label: 'Active', value: counts.active_records, href: '/admin/records?state=ACTIVE' },
  { label: 'Expired', value: counts.expired_records, href: '/admin/records?state=EXPIRED' },
  { label: 'Revoked', value: counts.revoked_records, href: '/admin/records?state=REVOKED' },
  { label: 'Discovered', value: counts.discovered_records, href: '/admin/discovered' },
];

const accountFigures = (counts: Statistics) => [
  { label: 'All accounts', value: counts.total_accounts, href: '/admin/accounts' },
  { label: 'Active accounts', value: counts.active_accounts },
];

export default async function AdminOverviewPage() {
  await requireConsole('admin');
  const warnings = await findReleaseWarnings();
  const counts = await registerStatistics();
  const queue = await readQueue();
  const mail = await readMailState();
  const suppliers = listSuppliers();
  return (
    <>
      <PageHeading title={['Overview', 'Operator']} intro="What the register holds now." />
      {hasWarnings(warnings) ? (
        <div className="mb-8">
          <h2 className="text-xl font-semibold">Needs attention</h2>
          <ReleaseWarningsBody warnings={warnings} />
        </div>
      ) : null}
      <Section id="records" heading="Access records">
        <Figures label="Access records" figures={recordFigures(counts)} />
      </Section>
      <Section id="accounts" heading="Accounts">
        <Figures label="Accounts" figures={accountFigures(counts)} />
      </Section>
      <Section id="webhooks" heading="Webhooks">
        <Figures
          label="Webhooks"
          figures={[
            { label: 'All webhooks', value: counts.total_webhooks, href: '/admin/webhooks' },
            { label: 'Active webhooks', value: counts.active_webhooks },
            { label: 'Failing', value: queue.failing.length, href: '/admin/webhooks' },
            { label: 'Pending deliveries', value: counts.pending_deliveries },
            { label: 'Undelivered', value: counts.undelivered_deliveries },
          ]}
        />
      </Section>
      <Section id="mail" heading="Mail">
        <Figures
          label="Mail"
          figures={[
            { label: 'Waiting', value: mail.waiting, href: '/admin/mail?status=waiting' },
            { label: 'Given up in a week', value: mail.failed, href: '/admin/mail?status=failed' },
            { label: 'Sent in a day', value: mail.sent, href: '/admin/mail?status=sent' },
          ]}
        />
      </Section>
      {suppliers.length > 0 ? (
        <Section
          id="suppliers"
          heading="Energy suppliers"
          intro="Customers may sign in to the portal with them. Each must know its callback URL."
        >
          <SupplierFacts suppliers={suppliers} />
        </Section>
      ) : null}
    </>
  );
}

import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { AttentionBody } from '@/components/dashboard/attention-body';
import { LatestList } from '@/components/dashboard/latest-list';
import { ProviderOverview } from '@/components/dashboard/provider-overview';
import { OwnAuditTable } from '@/components/dashboard/own-audit-table';
import { StateCounts } from '@/components/dashboard/state-counts';
import { WebhookStates } from '@/components/dashboard/webhook-states';
import { countByState } from '@/lib/access-records/count-records';
import { listOwnAudit } from '@/lib/audit/list-audit';
import { findAttention } from '@/lib/dashboard/find-attention';
import { findLatest } from '@/lib/dashboard/find-latest';
import { findWebhooks } from '@/lib/dashboard/find-webhooks';
import { now } from '@/lib/platform/clock';
import { readProviderTotals } from '@/lib/releases/read-provider-totals';
import { requireConsole, takeOwnFlashMessage } from '../../open-console';

/** As many of an account's own events as fit one look. */
const LATEST = 10;

export default async function OverviewPage() {
  const { account } = await requireConsole('data-user');
  const flash = await takeOwnFlashMessage('data-user');
  if (account.role !== 'data_user') {
    const { events } = await listOwnAudit(account.id, { limit: LATEST });
    return (
      <>
        <PageHeading
          title={['Overview', 'Dashboard']}
          intro={`${account.displayName} works with the register by the API.`}
        />
        <FlashNotes flash={flash} />
        {account.role === 'data_provider' ? (
          <ProviderOverview totals={await readProviderTotals(account.id)} />
        ) : null}
        <Section id="latest" heading="What it did last">
          <OwnAuditTable events={events} />
        </Section>
      </>
    );
  }
  return (
    <>
      <PageHeading title={['Overview', 'Dashboard']} />
      <FlashNotes flash={flash} />
      <StateCounts counts={await countByState({ accountId: account.id }, now())} />
      <AttentionBody attention={await findAttention(account.id)} />
      <WebhookStates webhooks={await findWebhooks(account.id)} />
      <LatestList events={await findLatest(account.id)} />
    </>
  );
}

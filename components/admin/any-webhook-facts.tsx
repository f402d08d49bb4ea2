import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { WebhookBadge } from '@/components/console/webhook-badge';
import type { AllWebhooksPage } from '@/lib/webhooks/dto';
import { disabledWords } from './words';

/** A subscription as the operator sees it: whose it is and how it fares. */
export function AnyWebhookFacts({ webhook }: { webhook: AllWebhooksPage['webhooks'][number] }) {
  return (
    <Facts>
      <Fact name="State">
        <WebhookBadge active={webhook.active} isFailing={webhook['failing-since'] !== undefined} />
      </Fact>
      <Fact name="Data User">
        <a href={`/admin/accounts/${webhook['account-id']}`} className="text-link">
          <bdi>{webhook['display-name']}</bdi>
        </a>
      </Fact>
      <Fact name="Id">
        <CodeText>{webhook.wid}</CodeText>
      </Fact>
      <Fact name="Callback URL">
        <CodeText>{webhook['callback-url']}</CodeText>
      </Fact>
      <Fact name="Events">{webhook['event-types'].join(', ')}</Fact>
      <Fact name="Pending deliveries">{webhook['pending-deliveries'].toLocaleString('en-GB')}</Fact>
      <Fact name="No success since">
        <Moment at={webhook['failing-since']} none="it does not fail" />
      </Fact>
      {webhook['disabled-at'] ? (
        <Fact name="Disabled">
          <Moment at={webhook['disabled-at']} /> {disabledWords[webhook['disabled-reason'] ?? '']}
        </Fact>
      ) : null}
    </Facts>
  );
}

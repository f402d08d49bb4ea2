import { EmptyState } from '@/components/console/empty-state';
import { Figures } from '@/components/console/figures';
import { Item, ItemList } from '@/components/console/item-list';
import { Section } from '@/components/console/section';
import type { WebhookState } from '@/lib/dashboard/dto';
import { WebhookBadge } from '@/components/console/webhook-badge';
import { many } from '@/components/console/words';

const PATH = '/dashboard/webhooks';
/** So many are named; their list has the rest. */
const NAMED = 5;

function figuresOf(webhooks: WebhookState[]) {
  const countOf = (state: WebhookState['state']) =>
    webhooks.filter((webhook) => webhook.state === state).length;
  const pending = webhooks.reduce((sum, webhook) => sum + webhook.pending, 0);
  return [
    { label: 'Active', value: countOf('active') },
    { label: 'Failing', value: countOf('failing') },
    { label: 'Disabled', value: countOf('disabled') },
    { label: 'Pending deliveries', value: many(pending) },
  ];
}

function OneWebhook({ wid, url, state, pending }: WebhookState) {
  return (
    <Item>
      <WebhookBadge active={state !== 'disabled'} isFailing={state === 'failing'} />
      <a href={`${PATH}/${wid}`} className="break-all text-link">
        {url}
      </a>
      <span>{pending > 0 ? `${many(pending)} pending` : 'nothing pending'}</span>
    </Item>
  );
}

/** How an account's subscriptions fare. */
export function WebhookStates({ webhooks }: { webhooks: WebhookState[] }) {
  return (
    <Section id="webhooks" heading="Webhooks">
      {webhooks.length === 0 ? (
        <EmptyState heading="No webhook yet">
          <a href={`${PATH}/new`} className="text-link">
            Add one
          </a>
          , and your software learns at once of a withdrawn consent.
        </EmptyState>
      ) : (
        <>
          <Figures label="Webhooks" figures={figuresOf(webhooks)} />
          <div className="mt-4">
            <ItemList>
              {webhooks.slice(0, NAMED).map((webhook) => (
                <OneWebhook key={webhook.wid} {...webhook} />
              ))}
            </ItemList>
          </div>
          {webhooks.length > NAMED ? (
            <p className="mt-2">
              <a href={PATH} className="text-link">
                All {webhooks.length} webhooks
              </a>
            </p>
          ) : null}
        </>
      )}
    </Section>
  );
}

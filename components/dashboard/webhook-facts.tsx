import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { WebhookBadge } from '@/components/console/webhook-badge';

interface WebhookFactsProps {
  wid: string;
  active: boolean;
  failingSince: string | null;
  disabledAt: string | null;
  disabledReason: string | null;
}

const reasons: Record<string, string> = {
  owner: 'by you',
  failing: 'by the register, after five days of failures',
  gone: 'by the register: the endpoint answered 410, gone',
  terminated: 'with its account',
  operator: 'by the register’s operator',
};

/** How a subscription fares, and what can be done with it at once. */
export function WebhookFacts(props: WebhookFactsProps) {
  const { wid, active, failingSince, disabledAt, disabledReason } = props;
  const path = `/dashboard/webhooks/${wid}`;
  return (
    <>
      <Facts>
        <Fact name="State">
          <WebhookBadge active={active} isFailing={failingSince !== null} />
        </Fact>
        <Fact name="Id">
          <CodeText>{wid}</CodeText>
        </Fact>
        {failingSince ? (
          <Fact name="No success since">
            <Moment at={failingSince} />
          </Fact>
        ) : null}
        {disabledAt ? (
          <Fact name="Disabled">
            <Moment at={disabledAt} /> {reasons[disabledReason ?? '']}
          </Fact>
        ) : null}
      </Facts>
      <div className="mt-4 flex flex-wrap gap-3">
        {active ? (
          <form method="post" action={`${path}/test`}>
            <button type="submit" className="button button-quiet">
              Send a test
            </button>
          </form>
        ) : null}
        <form method="post" action={`${path}/active`}>
          <button
            type="submit"
            name="active"
            value={active ? 'false' : 'true'}
            className="button button-quiet"
          >
            {active ? 'Disable' : 'Make active again'}
          </button>
        </form>
        <a href={`${path}/rotate`} className="button button-quiet">
          Rotate the secret…
        </a>
        <a href={`${path}/delete`} className="button button-quiet">
          Delete…
        </a>
      </div>
    </>
  );
}

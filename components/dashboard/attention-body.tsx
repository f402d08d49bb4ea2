import type { ReactNode } from 'react';
import { MeterPoint } from '@/components/access-records/meter-point';
import { Badge } from '@/components/console/badge';
import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { EmptyState } from '@/components/console/empty-state';
import { Item, ItemList } from '@/components/console/item-list';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import type { Attention } from '@/lib/dashboard/dto';
import { many, methodWords } from '@/components/console/words';

/** An access by its key, its meter point and the organisation's own reference; `children`: when what happens. */
function AccessItem({
  access: { ak, mpxn, reference },
  children,
}: {
  access: Pick<Attention['unused'][number], 'ak' | 'mpxn' | 'reference'>;
  children: ReactNode;
}) {
  return (
    <Item>
      <CodeLink href={`/dashboard/records/${ak}`}>{ak}</CodeLink>
      <span>
        Meter point <MeterPoint mpxn={mpxn} />
        {reference ? `, ${reference}` : ''}
      </span>
      <span>{children}</span>
    </Item>
  );
}

function Expiring({ expiring, expiringCount }: Attention) {
  return (
    <Section
      id="expiring"
      heading={`Consents that end soon: ${many(expiringCount)}`}
      intro="Within 30 days; the first to end come first."
    >
      <ItemList>
        {expiring.map((access) => (
          <AccessItem key={access.ak} access={access}>
            ends <Moment at={access.expiry} />
          </AccessItem>
        ))}
      </ItemList>
    </Section>
  );
}

function Webhooks({ webhooks, undeliveredCount }: Attention) {
  return (
    <Section
      id="failing"
      heading="Webhooks that fail"
      intro={
        undeliveredCount > 0
          ? `Events of the last seven days that were given up: ${many(undeliveredCount)}.`
          : 'What they miss is tried again.'
      }
    >
      <ItemList>
        {webhooks.map(({ wid, url, failingSince, disabledReason }) => (
          <Item key={wid}>
            <Badge tone={disabledReason ? 'bad' : 'wait'}>
              {disabledReason ? 'Disabled' : 'Failing'}
            </Badge>
            <a href={`/dashboard/webhooks/${wid}`} className="break-all text-link">
              {url}
            </a>
            {failingSince ? (
              <span>
                failing since <Moment at={failingSince} />
              </span>
            ) : null}
          </Item>
        ))}
      </ItemList>
    </Section>
  );
}

function Declines({ declines, declineCount }: Attention) {
  return (
    <Section
      id="declined"
      heading={`Customers who declined: ${many(declineCount)}`}
      intro="In the last seven days. Three in a day by one customer pause your requests to them."
    >
      <ItemList>
        {declines.map(({ tokenRef, ir, at, method }) => (
          <Item key={tokenRef}>
            {ir ? (
              <CodeLink href={`/dashboard/identity-records/${ir}/re-identifications/${tokenRef}`}>
                {tokenRef}
              </CodeLink>
            ) : (
              <CodeText>{tokenRef}</CodeText>
            )}
            <span>{methodWords[method] ?? method}</span>
            <Moment at={at} />
          </Item>
        ))}
      </ItemList>
    </Section>
  );
}

function Counters({ counters }: Attention) {
  return (
    <Section
      id="counters"
      heading="Passkeys that counted backwards"
      intro="A device-bound passkey that does so may have been copied and is refused; synced ones do so now and then."
    >
      <ItemList>
        {counters.map(({ eventId, ir, at, isRefused }) => (
          <Item key={eventId}>
            <Badge tone={isRefused ? 'bad' : 'wait'}>{isRefused ? 'Refused' : 'Noted'}</Badge>
            <CodeLink href={`/dashboard/identity-records/${ir}`}>{ir}</CodeLink>
            <Moment at={at} />
          </Item>
        ))}
      </ItemList>
    </Section>
  );
}

function Unused({ unused, unusedCount }: Attention) {
  return (
    <Section
      id="unused"
      heading={`Accesses that nobody used: ${many(unusedCount)}`}
      intro="Active and older than 90 days, and in the last 90 days no Data Provider was permitted a release. One that only checks the key leaves no trace here. Revoke what you no longer need."
    >
      <ItemList>
        {unused.map((access) => (
          <AccessItem key={access.ak} access={access}>
            registered <Moment at={access.since} />
          </AccessItem>
        ))}
      </ItemList>
    </Section>
  );
}

/** What needs somebody to look at it; each kind only while there is any. */
export function AttentionBody({ attention }: { attention: Attention }) {
  const parts = [
    attention.counters.length > 0 ? <Counters key="counters" {...attention} /> : null,
    attention.webhooks.length > 0 || attention.undeliveredCount > 0 ? (
      <Webhooks key="webhooks" {...attention} />
    ) : null,
    attention.declineCount > 0 ? <Declines key="declines" {...attention} /> : null,
    attention.expiringCount > 0 ? <Expiring key="expiring" {...attention} /> : null,
    attention.unusedCount > 0 ? <Unused key="unused" {...attention} /> : null,
  ].filter((part) => part !== null);
  return (
    <div className="mt-8">
      <h2 className="text-xl font-semibold">Needs attention</h2>
      {parts.length > 0 ? (
        parts
      ) : (
        <div className="mt-4">
          <EmptyState heading="Nothing needs attention">
            No consent ends within 30 days, no webhook fails, nobody declined, no access lies
            unused.
          </EmptyState>
        </div>
      )}
    </div>
  );
}

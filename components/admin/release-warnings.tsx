import type { ReactNode } from 'react';
import { Badge } from '@/components/console/badge';
import { Item, ItemList } from '@/components/console/item-list';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import type { BusyMinutes, ReleaseWarnings, SuddenRise } from '@/lib/admin/dto';

function AccountLink({ account }: { account: SuddenRise['account'] }) {
  return (
    <a href={`/admin/accounts/${account.id}`} className="text-link">
      <bdi>{account.displayName}</bdi>
    </a>
  );
}

interface BusyListProps {
  id: string;
  heading: string;
  busy: BusyMinutes[];
  /** What stands for a Data User that is not in the register. */
  unknown: ReactNode;
}

function BusyList({ id, heading, busy, unknown }: BusyListProps) {
  return (
    <Section
      id={id}
      heading={heading}
      intro="Minutes of the last day with more than 100 questions that no access answers to: somebody may be trying keys."
    >
      <ItemList>
        {busy.map(({ account, minutes, most, lastAt }) => (
          <Item key={account?.id ?? ''}>
            <Badge tone="bad">Refused</Badge>
            {account ? <AccountLink account={account} /> : unknown}
            <span>
              {minutes === 1 ? '1 minute' : `${minutes.toLocaleString('en-GB')} minutes`}, at most{' '}
              {most.toLocaleString('en-GB')} in one
            </span>
            <span>
              last at <Moment at={lastAt} />
            </span>
          </Item>
        ))}
      </ItemList>
    </Section>
  );
}

function Rises({ rises }: { rises: SuddenRise[] }) {
  return (
    <Section
      id="rises"
      heading="Sudden rises"
      intro="Yesterday more than 1,000 questions, and more than five times the median of the 14 days before."
    >
      <ItemList>
        {rises.map(({ account, day, count, median }) => (
          <Item key={account.id}>
            <Badge tone="wait">Risen</Badge>
            <AccountLink account={account} />
            <Moment at={day} />
            <span>
              {count.toLocaleString('en-GB')} questions, median {median.toLocaleString('en-GB')}
            </span>
          </Item>
        ))}
      </ItemList>
    </Section>
  );
}

/** What of release decisions the operator should look at; each kind only while there is any. */
export function ReleaseWarningsBody({ warnings }: { warnings: ReleaseWarnings }) {
  const { byProvider, byNamed, rises } = warnings;
  return (
    <>
      {byProvider.length > 0 ? (
        <BusyList
          id="busy-providers"
          heading="Refused attempts, by Data Provider"
          busy={byProvider}
          unknown={null}
        />
      ) : null}
      {byNamed.length > 0 ? (
        <BusyList
          id="busy-named"
          heading="Refused attempts, by the Data User named"
          busy={byNamed}
          unknown="Data Users that are not in the register"
        />
      ) : null}
      {rises.length > 0 ? <Rises rises={rises} /> : null}
    </>
  );
}

/** Whether there is anything to look at. */
export function hasWarnings({ byProvider, byNamed, rises }: ReleaseWarnings): boolean {
  return byProvider.length + byNamed.length + rises.length > 0;
}

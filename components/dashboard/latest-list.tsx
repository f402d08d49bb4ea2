import { auditWordsOf } from '@/components/console/audit-words';
import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { EmptyState } from '@/components/console/empty-state';
import { Item, ItemList } from '@/components/console/item-list';
import { Moment } from '@/components/console/moment';
import { Section } from '@/components/console/section';
import type { LatestEvent } from '@/lib/dashboard/dto';

const byWords = {
  own: ' by your account',
  customer: ' by the customer',
  other: ' by another account',
};

function About({ about }: Pick<LatestEvent, 'about'>) {
  if (about === null) return null;
  const { id, path, mpxn, name } = about;
  return (
    <>
      {path === null ? <CodeText>{id}</CodeText> : <CodeLink href={path}>{id}</CodeLink>}
      {mpxn === null ? null : (
        <span>
          Meter point <CodeText>{mpxn}</CodeText>
        </span>
      )}
      {name === null ? null : <bdi className="break-all">{name}</bdi>}
    </>
  );
}

/** What happened to an account last, in words. */
export function LatestList({ events }: { events: LatestEvent[] }) {
  return (
    <Section
      id="latest"
      heading="What happened last"
      intro={
        <>
          The newest first, at most three of a kind.{' '}
          <a href="/dashboard/audit" className="text-link">
            Everything that your account did
          </a>
        </>
      }
    >
      {events.length === 0 ? (
        <EmptyState heading="Nothing yet">
          Here stands what your software and your staff register and ask for.
        </EmptyState>
      ) : (
        <ItemList>
          {events.map(({ id, type, at, by, about }) => (
            <Item key={id}>
              <Moment at={at} />
              <span className="font-medium">
                {auditWordsOf(type) ?? type}
                {by === null ? '' : byWords[by]}
              </span>
              <About about={about} />
            </Item>
          ))}
        </ItemList>
      )}
    </Section>
  );
}

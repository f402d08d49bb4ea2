import { allStateOptions } from '@/components/admin/words';
import { CodeText } from '@/components/console/code-text';
import { EmptyState } from '@/components/console/empty-state';
import { Fact, Facts } from '@/components/console/facts';
import { SearchInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import type { AdminIdentityRecord } from '@/lib/admin/dto';
import { readAnyIdentityRecord } from '@/lib/admin/read-identity-record';
import { requireConsole, takeOwnFlashMessage } from '../../../open-console';
import { orNull } from '../../../or-null';
import type { SearchParams } from '../../../read-list';

const PATH = '/admin/identity-records';

function IdentityFacts({ record }: { record: AdminIdentityRecord }) {
  const linked = allStateOptions.flatMap(({ value, label }) =>
    record.linked[value] ? [`${record.linked[value]} ${label.toLowerCase()}`] : [],
  );
  return (
    <Facts>
      <Fact name="Id">
        <CodeText>{record.ir}</CodeText>
      </Fact>
      <Fact name="Belongs to">
        <a href={`/admin/accounts/${record.owner.id}`} className="text-link">
          <bdi>{record.owner.displayName}</bdi>
        </a>
      </Fact>
      <Fact name="Created">
        <Moment at={record.createdAt} />
      </Fact>
      <Fact name="Anonymised">
        <Moment at={record.anonymisedAt} none="no" />
      </Fact>
      <Fact name="Voided">
        {record.voided ? (
          <>
            <Moment at={record.voided.at} />: {record.voided.reason}
          </>
        ) : (
          'no'
        )}
      </Fact>
      <Fact name="E-mail">{record.hasEmail ? 'stored' : 'none'}</Fact>
      <Fact name="Passkeys">{record.passkeys}</Fact>
      <Fact name="Linked access records">{linked.join(', ') || 'none'}</Fact>
    </Facts>
  );
}

export default async function IdentityPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { ir: asked } = await searchParams;
  const ir = typeof asked === 'string' ? asked.trim() : '';
  const record = ir === '' ? null : await orNull(readAnyIdentityRecord(ir));
  return (
    <>
      <PageHeading
        title={['Identity records', 'Operator']}
        intro="That one is there and whose it is. Who the person is, where they live and how to reach them is for the organisation that created it, and not shown here."
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <FilterForm action={PATH} label="Identity records" submit="Look it up" isSet={ir !== ''}>
        <SearchInput
          name="ir"
          label="Identity record id"
          defaultValue={ir === '' ? undefined : ir}
          maxLength={64}
        />
      </FilterForm>
      {record ? (
        <Section id="facts" heading="The record">
          <IdentityFacts record={record} />
          {record.voided ? null : (
            <p className="mt-4">
              <a href={`/admin/identity-records/${record.ir}/void`} className="button button-quiet">
                Void…
              </a>
            </p>
          )}
        </Section>
      ) : null}
      {ir !== '' && !record ? (
        <EmptyState heading="No identity record has this id">
          It is ir_ and 24 characters, as the organisation’s software knows it.
        </EmptyState>
      ) : null}
    </>
  );
}

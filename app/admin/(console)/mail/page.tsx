import { MailTable } from '@/components/admin/mail-table';
import { mailWords } from '@/components/admin/words';
import { EmptyState } from '@/components/console/empty-state';
import { Fact, Facts } from '@/components/console/facts';
import { SelectInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { optionsOf } from '@/components/console/words';
import { isOutboxShown } from '@/lib/mail/is-outbox-shown';
import { listMails, readMailState } from '@/lib/mail/list-mails';
import { listMailsSchema } from '@/lib/mail/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/mail';

async function State() {
  const state = await readMailState();
  return (
    <Facts>
      <Fact name="Waiting">
        {state.waiting.toLocaleString('en-GB')}
        {state.oldest ? (
          <>
            , the oldest since <Moment at={state.oldest} />
          </>
        ) : null}
      </Fact>
      <Fact name="Given up in seven days">{state.failed.toLocaleString('en-GB')}</Fact>
      <Fact name="Sent in 24 hours">{state.sent.toLocaleString('en-GB')}</Fact>
    </Facts>
  );
}

export default async function MailPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed, isSet } = await readList({
    schema: listMailsSchema,
    searchParams,
    filters: ['status'],
    read: listMails,
  });
  return (
    <>
      <PageHeading
        title={['Mail', 'Operator']}
        intro="Whether mails leave; to whom and what they say is not shown. A mail is tried for about half an hour, then given up."
        actions={
          isOutboxShown() ? (
            <a href="/dev/outbox" className="button button-quiet">
              The outbox
            </a>
          ) : null
        }
      />
      <FlashNotes flash={{ problems }} />
      <Section id="state" heading="State">
        <State />
      </Section>
      <Section id="mails" heading="Mails" intro="The newest first; kept for a month.">
        <FilterForm action={PATH} label="Mails" isSet={isSet}>
          <SelectInput
            name="status"
            label="Status"
            options={optionsOf(mailWords)}
            none="Any"
            defaultValue={typed.status}
          />
        </FilterForm>
        {page.mails.length === 0 ? (
          <EmptyState heading={isSet ? 'No mail has this status' : 'No mail yet'} />
        ) : (
          <MailTable mails={page.mails} />
        )}
        <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
      </Section>
    </>
  );
}

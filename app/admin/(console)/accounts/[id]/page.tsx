import { notFound } from 'next/navigation';
import { AccountFacts } from '@/components/admin/account-facts';
import { AccountFields } from '@/components/admin/account-fields';
import { AccountSteps } from '@/components/admin/account-steps';
import { DecisionFacts } from '@/components/admin/decision-facts';
import { TextInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { SecretOnce } from '@/components/console/secret-once';
import { Section } from '@/components/console/section';
import { toAdminAccount } from '@/lib/accounts/dto';
import { readAccount } from '@/lib/accounts/read-account';
import { requireConsole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';

export default async function AccountPage({ params }: { params: Promise<{ id: string }> }) {
  await requireConsole('admin');
  const { id } = await params;
  const row = await orNull(readAccount(id));
  if (!row) notFound();
  const account = toAdminAccount(row);
  const flash = await takeOwnFlashMessage('admin');
  const path = `/admin/accounts/${id}`;
  return (
    <>
      <PageHeading
        title={[account['display-name'], 'Account', 'Operator']}
        heading={<bdi>{account['display-name']}</bdi>}
        up={{ href: '/admin/accounts', label: 'Accounts' }}
      />
      <FlashNotes flash={flash} />
      {flash?.secret ? (
        <SecretOnce
          name={`The secret key of ${id}`}
          secret={flash.secret}
          advice="Hand it to the organisation by a way that nobody else can read."
        />
      ) : null}
      <Section id="facts" heading="The account">
        <AccountFacts account={account} />
        <AccountSteps path={path} status={account.status} />
      </Section>
      {account.role === 'data_user' || account.role === 'data_provider' ? (
        <Section id="decisions" heading="Release decisions">
          <DecisionFacts path={path} account={account} />
        </Section>
      ) : null}
      <Section
        id="mail"
        heading="Mail limit"
        intro="How many mails an hour its customers may be sent because it asks."
      >
        <form
          method="post"
          action={`${path}/mail-limit`}
          className="flex flex-wrap items-end gap-4"
        >
          <TextInput
            name="mails-per-hour"
            label="Mails an hour"
            type="number"
            min={1}
            defaultValue={flash?.values?.['mails-per-hour']?.[0] ?? String(row.mailsPerHour)}
            required
            problems={flash?.problems}
          />
          <button type="submit" className="button button-quiet">
            Save the limit
          </button>
        </form>
      </Section>
      <Section id="change" heading="Change it">
        <form method="post" action={`${path}/change`} className="max-w-2xl space-y-5">
          <AccountFields
            account={account}
            // The form of the limit came back to this page as well, without these fields.
            flash={flash?.values?.['display-name'] ? flash : null}
          />
          <button type="submit" className="button button-main">
            Save the changes
          </button>
        </form>
      </Section>
    </>
  );
}

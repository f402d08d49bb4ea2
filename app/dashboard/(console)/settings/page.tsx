import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { TextInput } from '@/components/console/fields';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { SecretOnce } from '@/components/console/secret-once';
import { roleWords } from '@/components/console/words';
import { Section } from '@/components/console/section';
import { SessionsSection } from '@/components/console/sessions-section';
import { RedirectUrlsForm } from '@/components/dashboard/redirect-urls-form';
import type { Account } from '@/lib/db/generated/client';
import { requireConsole, takeOwnFlashMessage } from '../../../open-console';

function Organisation({ account }: { account: Account }) {
  return (
    <Facts>
      <Fact name="Name">{account.displayName}</Fact>
      <Fact name="Account id">
        <CodeText>{account.id}</CodeText>
      </Fact>
      <Fact name="DUID">
        <CodeText>{account.duid}</CodeText>
      </Fact>
      <Fact name="Role">{roleWords[account.role] ?? account.role}</Fact>
      <Fact name="Registered">
        <Moment at={account.registeredAt.toISOString()} />
      </Fact>
    </Facts>
  );
}

export default async function SettingsPage() {
  const { account } = await requireConsole('data-user');
  const flash = await takeOwnFlashMessage('data-user');
  return (
    <>
      <PageHeading title={['Settings', 'Dashboard']} />
      <FlashNotes flash={flash} />
      {flash?.secret ? (
        <SecretOnce
          name="The new secret key"
          secret={flash.secret}
          advice="The one before stays good for 15 minutes; your other sessions have ended."
        />
      ) : null}
      <Section id="organisation" heading="Organisation" intro="The operator changes these.">
        <Organisation account={account} />
      </Section>
      <Section id="contact" heading="Contact" intro="Where customers reach you.">
        <form
          method="post"
          action="/dashboard/settings/contact"
          className="grid max-w-3xl items-end gap-4 md:grid-cols-[minmax(0,1fr)_auto]"
        >
          <TextInput
            name="contact-url"
            label="Contact page"
            defaultValue={flash?.values?.['contact-url']?.[0] ?? account.contactUrl ?? undefined}
            maxLength={2000}
            problems={flash?.problems}
          />
          <button type="submit" className="button button-quiet">
            Save the contact page
          </button>
        </form>
      </Section>
      <Section id="redirects" heading="Redirect URLs" intro="Where customers may be sent back to.">
        <RedirectUrlsForm urls={account.redirectUrls} flash={flash} />
      </Section>
      <Section
        id="secret"
        heading="Secret key"
        intro="Whoever has it acts for your organisation, by the API and here."
      >
        <a href="/dashboard/settings/rotate-secret" className="button button-quiet">
          Rotate the secret key…
        </a>
      </Section>
      <SessionsSection root="/dashboard" />
    </>
  );
}

import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { OnceForm } from '@/components/ui/once-form';
import { WebhookFields } from '@/components/dashboard/webhook-fields';
import { requireRole, takeOwnFlashMessage } from '../../../../open-console';

export default async function NewWebhookPage() {
  await requireRole('data-user', ['data_user']);
  const flash = await takeOwnFlashMessage('data-user');
  return (
    <>
      <PageHeading
        title={['New webhook', 'Dashboard']}
        intro="Its signing secret is shown once, on the next page."
        up={{ href: '/dashboard/webhooks', label: 'Webhooks' }}
      />
      <FlashNotes flash={flash} />
      <OnceForm action="/dashboard/webhooks/new/create" className="max-w-2xl">
        <WebhookFields webhook={null} flash={flash} />
        <div className="mt-6 flex flex-wrap gap-3">
          <button type="submit" className="button button-main">
            Create the webhook
          </button>
          <a href="/dashboard/webhooks" className="button button-quiet">
            Cancel
          </a>
        </div>
      </OnceForm>
    </>
  );
}

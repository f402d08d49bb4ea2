import { db } from '@/lib/db/database';
import { requireOwnWebhook } from '@/lib/webhooks/own-webhook';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage(
  '/dashboard/webhooks/{wid}/delete',
  async ({ account, params: { wid } }) => {
    const { callbackUrl } = await requireOwnWebhook(db(), account.id, wid);
    return {
      title: 'Delete this webhook?',
      intro: callbackUrl,
      consequences: [
        'What is pending is not delivered, and the list of its deliveries is gone.',
        'To stop it for a while only, disable it instead.',
      ],
      button: 'Delete it',
    };
  },
);

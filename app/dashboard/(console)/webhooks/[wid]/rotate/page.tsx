import { db } from '@/lib/db/database';
import { requireOwnWebhook } from '@/lib/webhooks/own-webhook';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage(
  '/dashboard/webhooks/{wid}/rotate',
  async ({ account, params: { wid } }) => {
    const { callbackUrl } = await requireOwnWebhook(db(), account.id, wid);
    return {
      title: 'Rotate the signing secret?',
      intro: callbackUrl,
      consequences: [
        'The new secret is shown once, on the next page.',
        'X-DAR-Signature is keyed with the new one at once.',
        'webhook-signature carries a signature by each of the two for 15 minutes.',
      ],
      button: 'Rotate the secret',
    };
  },
);

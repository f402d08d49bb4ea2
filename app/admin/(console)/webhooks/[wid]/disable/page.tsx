import { readAnyWebhook } from '@/lib/webhooks/read-any-webhook';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/webhooks/{wid}/disable', async ({ params: { wid } }) => {
  const webhook = await readAnyWebhook(wid);
  return {
    title: `Disable a webhook of ${webhook['display-name']}?`,
    consequences: [
      `Nothing is sent to ${webhook['callback-url']} any more.`,
      'What waits to be delivered is given up; its owner can replay it later.',
      'Its alert address is told by mail that the register’s operator did it.',
      'Its owner can make it active again. To prevent that, suspend the account.',
    ],
    button: 'Disable the webhook',
  };
});

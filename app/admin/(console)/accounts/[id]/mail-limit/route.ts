import { setMailLimit } from '@/lib/accounts/set-mail-limit';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'operator',
  path: '/admin/accounts/{id}/mail-limit',
  page: ({ id = '' }) => `/admin/accounts/${id}`,
  run: async ({ account: operator, params: { id = '' }, form }) => {
    await setMailLimit(id, Number(form.number('mails-per-hour')), operator.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The mail limit is saved.' } };
  },
});

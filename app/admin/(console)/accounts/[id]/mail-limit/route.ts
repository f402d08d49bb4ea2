import { setMailLimit } from '@/lib/accounts/set-mail-limit';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/accounts/{id}/mail-limit',
  page: ({ id = '' }) => `/admin/accounts/${id}`,
  run: async ({ account: admin, params: { id = '' }, form }) => {
    await setMailLimit(id, Number(form.number('mails-per-hour')), admin.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The mail limit is saved.' } };
  },
});

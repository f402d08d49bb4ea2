import { updateAccount } from '@/lib/accounts/change-account';
import { contactFormSchema } from '@/lib/accounts/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';

const PAGE = '/dashboard/settings';

/** Of what the operator may change of an account, its owner may change this. */
export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/settings/contact',
  page: PAGE,
  run: async ({ account, form }) => {
    const input = parse(contactFormSchema, { 'contact-url': form.text('contact-url') });
    await updateAccount(account.id, input, account.id);
    return { to: PAGE, flash: { notice: 'The contact page is saved.' } };
  },
});

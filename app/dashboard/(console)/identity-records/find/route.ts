import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { findIdentityRecordsSchema } from '@/lib/identity-records/schemas';

const PAGE = '/dashboard/identity-records';

/** Looks nothing up yet: what was typed waits for the list, so that it stands in no address. */
export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/identity-records/find',
  roles: ['data_user'],
  page: PAGE,
  run: ({ form }) => {
    const typed = { mpxn: form.text('mpxn'), email: form.text('email') };
    parse(findIdentityRecordsSchema, typed);
    return Promise.resolve({ to: PAGE, flash: { values: form.values(), isKept: true } });
  },
});

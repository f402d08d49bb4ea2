import { readOwnRecord } from '@/lib/access-records/read-own-record';
import { askForChange } from '@/lib/dashboard/ask-for-change';
import { toProposedAccess } from '@/lib/dashboard/proposed-change';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { startByRecordSchema } from '@/lib/reidentification/schemas';

const page = ({ ak = '' }) => `/dashboard/records/${ak}/change`;

/** Asks the customer to confirm a changed record. Nothing of the record changes yet. */
export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/records/{ak}/change/start',
  roles: ['data_user'],
  page,
  run: async ({ account, params, form }) => {
    const { ak = '' } = params;
    const { record: access } = await readOwnRecord(account.id, ak);
    const input = parse(startByRecordSchema, {
      method: form.text('method'),
      'proposed-access': toProposedAccess(access, {
        purpose: form.text('proposed-access.purpose'),
        dataTypes: form.all('proposed-access.data-types'),
        endsOn: form.text('proposed-access.expiry'),
      }),
    });
    const { passkey, 'magic-link': mail } = await askForChange(account, ak, input);
    const tokenRef = passkey ? passkey['token-ref'] : mail['token-ref'];
    return {
      to: `${page(params)}/${tokenRef}`,
      flash: passkey
        ? { link: passkey['redirect-url'], isKept: true }
        : { notice: `A mail goes to ${mail['dispatched-to']}.` },
    };
  },
});

import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { requireOwnRecord } from '@/lib/identity-records/read-identity-record';
import { startByRecordSchema } from '@/lib/reidentification/schemas';
import { startReidentification } from '@/lib/ceremonies/start-reidentification';

const page = ({ ir = '' }) => `/dashboard/identity-records/${ir}`;

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/identity-records/{ir}/re-identify',
  roles: ['data_user'],
  page,
  run: async ({ account, params, form }) => {
    const record = await requireOwnRecord(account.id, params.ir ?? '');
    const method = form.text('method');
    const field = method === 'magic-link' ? 'redirect-url' : 'passkey-return-url';
    const input = parse(startByRecordSchema, { method, [field]: form.text('return-url') });
    const started = await startReidentification({
      ...{ account, record, input },
      crossOrganisation: false,
    });
    const { passkey, 'magic-link': mail } = started;
    const tokenRef = passkey ? passkey['token-ref'] : mail['token-ref'];
    return {
      to: `${page(params)}/re-identifications/${tokenRef}`,
      flash: passkey
        ? { link: passkey['redirect-url'], isKept: true }
        : { notice: `A mail goes to ${mail['dispatched-to']}.` },
    };
  },
});

import { findLink, readOwnRecord } from '@/lib/access-records/read-own-record';
import { replaceAccessRecord } from '@/lib/access-records/replace-access-record';
import { replaceAccessRecordSchema } from '@/lib/access-records/schemas';
import { toReplacement } from '@/lib/dashboard/proposed-change';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { ConflictError } from '@/lib/platform/errors';
import { watchOfLinked } from '@/lib/reidentification/read-reidentification';

const recordPage = ({ ak = '' }) => `/dashboard/records/${ak}`;

/** Makes the record what its customer confirmed. */
export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/records/{ak}/change/{tokenRef}/apply',
  roles: ['data_user'],
  page: (params) => `${recordPage(params)}/change/${params.tokenRef ?? ''}`,
  run: async ({ account, params }) => {
    const { ak = '', tokenRef = '' } = params;
    const { record } = await readOwnRecord(account.id, ak);
    const { ir } = await findLink(account.id, ak);
    const { 'proposed-access': proposal } = await watchOfLinked(account.id, ir, tokenRef);
    if (!proposal) throw new ConflictError('What was proposed is kept no more: ask anew.');
    const body = parse(replaceAccessRecordSchema, toReplacement(record, proposal, tokenRef));
    await replaceAccessRecord(account, ak, body);
    return { to: recordPage(params), flash: { notice: 'The record is what was confirmed.' } };
  },
});

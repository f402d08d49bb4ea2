import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { voidIdentityRecordSchema } from '@/lib/identity-records/schemas';
import { voidIdentityRecord } from '@/lib/identity-records/void-identity-record';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/identity-records/{ir}/void/confirm',
  page: ({ ir = '' }) => `/admin/identity-records/${ir}/void`,
  needsRecentProof: true,
  run: async ({ account: admin, params: { ir = '' }, form }) => {
    const { reason } = parse(voidIdentityRecordSchema, { reason: form.text('reason') });
    await voidIdentityRecord(admin.id, ir, reason);
    return {
      to: `/admin/identity-records?ir=${ir}`,
      flash: { notice: 'The identity record is void.' },
    };
  },
});

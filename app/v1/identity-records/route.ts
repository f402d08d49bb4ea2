import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { createIdentityRecord } from '@/lib/identity-records/create-identity-record';
import { findIdentityRecords } from '@/lib/identity-records/read-identity-record';
import {
  createIdentityRecordSchema,
  findIdentityRecordsSchema,
} from '@/lib/identity-records/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records', {
  GET: operation({
    roles: ['data_user'],
    query: findIdentityRecordsSchema,
    identifiedBy: ['mpxn'],
    run: async (call) => ({
      body: {
        'identity-records': await findIdentityRecords(requireAccount(call).id, call.query),
      },
    }),
  }),
  POST: operation({
    roles: ['data_user'],
    body: createIdentityRecordSchema,
    run: async (call) => {
      const { ir, redirect } = await createIdentityRecord(requireAccount(call), call.body);
      return {
        status: 201,
        location: `/v1/identity-records/${ir}`,
        body: { ir, 'passkey-registration-redirect': redirect },
      };
    },
  }),
});

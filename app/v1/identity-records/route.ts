import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import {
  createdIdentityRecordAnswerSchema,
  identityRecordListAnswerSchema,
} from '@/lib/identity-records/answers';
import { createWithEnrolment } from '@/lib/ceremonies/create-with-enrolment';
import { findIdentityRecords } from '@/lib/identity-records/read-identity-record';
import {
  createIdentityRecordSchema,
  findIdentityRecordsSchema,
} from '@/lib/identity-records/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records', {
  GET: operation({
    summary: 'Find own Identity Records',
    answers: { 200: identityRecordListAnswerSchema },
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
    summary: 'Create an Identity Record',
    description: 'One person at one meter point, whose identity the caller has made sure of.',
    answers: { 201: createdIdentityRecordAnswerSchema },
    roles: ['data_user'],
    body: createIdentityRecordSchema,
    run: async (call) => {
      const created = await createWithEnrolment(requireAccount(call), call.body);
      const { ir, redirect, ...proposed } = created;
      return {
        status: 201,
        location: `/v1/identity-records/${ir}`,
        body: { ir, 'passkey-registration-redirect': redirect, ...proposed },
      };
    },
  }),
});

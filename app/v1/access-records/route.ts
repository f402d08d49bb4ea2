import { accessTokenAnswerSchema } from '@/lib/access-records/answers';
import { registerAccessRecord } from '@/lib/access-records/register-access-record';
import { accessRecordSchema } from '@/lib/access-records/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { MOST_RECORD_BYTES } from '@/lib/vocabulary/most-record-bytes';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/access-records', {
  POST: operation({
    summary: 'Register an access record',
    description:
      'The record is about the person of `record-metadata.identity-record-ref`, an Identity Record ' +
      'of the caller’s own, or about whoever confirmed the `reidentification-token`; exactly one of ' +
      'the two is given. With a `confirmation-token` the record carries that the customer confirmed, and ' +
      'stays within what they were shown. Records of the past are welcome.',
    answers: { 201: accessTokenAnswerSchema },
    refuses: [403, 404, 409, 422],
    roles: ['data_user'],
    body: accessRecordSchema,
    mostBodyBytes: MOST_RECORD_BYTES,
    run: async (call) => {
      const { ak, expiry } = await registerAccessRecord(requireAccount(call), call.body);
      return {
        status: 201,
        location: `/v1/access-records/${ak}`,
        body: { 'access-token': { key: ak, expiry } },
      };
    },
  }),
});

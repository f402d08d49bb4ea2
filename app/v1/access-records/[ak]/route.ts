import {
  accessTokenAnswerSchema,
  revokedAnswerSchema,
  verifyAnswerSchema,
} from '@/lib/access-records/answers';
import { readAccessRecord } from '@/lib/access-records/read-access-record';
import { replaceAccessRecord } from '@/lib/access-records/replace-access-record';
import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { replaceAccessRecordSchema, revokeQuerySchema } from '@/lib/access-records/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { MOST_RECORD_BYTES } from '@/lib/vocabulary/most-record-bytes';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/access-records/{ak}', {
  GET: operation({
    summary: 'Verify an access key',
    description:
      'Ask before every release of meter data: only the state `ACTIVE` allows it. Never stale after ' +
      'a revocation. Whoever holds the key may ask; no bearer token is needed. Query parameters are ' +
      'ignored.',
    answers: { 200: verifyAnswerSchema },
    refuses: [404],
    takesAnyQuery: true,
    run: async ({ params }) => ({
      body: { 'access-record': await readAccessRecord(params.ak ?? '') },
    }),
  }),
  PUT: operation({
    summary: 'Replace an access record',
    description:
      'Replaces an ACTIVE record whole. Key, DUID and time of creation stay. What a GET answered can ' +
      'be changed and sent back as it is: read-only fields are ignored.',
    answers: { 200: accessTokenAnswerSchema },
    refuses: [403, 404, 409, 422],
    roles: ['data_user'],
    body: replaceAccessRecordSchema,
    mostBodyBytes: MOST_RECORD_BYTES,
    run: async (call) => {
      const account = requireAccount(call);
      const { ak, expiry } = await replaceAccessRecord(account, call.params.ak ?? '', call.body);
      return { body: { 'access-token': { key: ak, expiry } } };
    },
  }),
  DELETE: operation({
    summary: 'Revoke an access record',
    description:
      'At once and for good; a repeat gives the same answer. A portal needs a token of the customer, ' +
      'and may revoke records based on consent only.',
    answers: { 200: revokedAnswerSchema },
    refuses: [403, 404, 409, 422],
    roles: ['data_user', 'portal', 'admin'],
    query: revokeQuerySchema,
    run: async (call) => ({
      body: await revokeAccessRecord(requireAccount(call), call.params.ak ?? '', call.query),
    }),
  }),
});

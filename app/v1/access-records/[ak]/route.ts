import { readAccessRecord } from '@/lib/access-records/read-access-record';
import { operation, route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/access-records/{ak}', {
  GET: operation({
    run: async ({ params }) => ({
      body: { 'access-record': await readAccessRecord(params.ak ?? '') },
    }),
  }),
});

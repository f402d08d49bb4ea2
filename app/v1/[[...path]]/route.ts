import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { NotFoundError } from '@/lib/platform/errors';

const unknown = operation({
  summary: 'Not a path of this API',
  answers: {},
  takesAnyQuery: true,
  run: () => Promise.reject(new NotFoundError('This path')),
});

/** Every path of `/v1` that the contract does not know: 404, whatever the method. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('(unknown)', {
  GET: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
});

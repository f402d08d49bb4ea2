import { selfAnswerSchema } from '@/lib/accounts/answers';
import { toSelf } from '@/lib/accounts/dto';
import { roles } from '@/lib/vocabulary/roles';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self', {
  GET: operation({
    summary: 'Read the own account',
    answers: { 200: selfAnswerSchema },
    roles,
    run: (call) => Promise.resolve({ body: { account: toSelf(requireAccount(call)) } }),
  }),
});

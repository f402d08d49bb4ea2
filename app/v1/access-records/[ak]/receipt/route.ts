import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { receiptAnswerSchema } from '@/lib/receipts/answers';
import { issueOwnReceipt } from '@/lib/receipts/issue-own-receipt';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/access-records/{ak}/receipt',
  {
    GET: operation({
      summary: 'Get a receipt',
      description:
        'A signed statement of how an own record stands now, to keep or to show to others. It holds ' +
        'neither the access key nor the meter number. Each call issues a new one.',
      answers: { 200: receiptAnswerSchema },
      refuses: [404],
      roles: ['data_user'],
      run: async (call) => {
        const { id } = requireAccount(call);
        const isShown = !call.isHead;
        return { body: await issueOwnReceipt(id, call.params.ak ?? '', { isShown }) };
      },
    }),
  },
);

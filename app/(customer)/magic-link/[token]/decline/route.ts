import { toDeclinedReason } from '@/lib/http/declined-reason';
import { pressResponse } from '@/lib/http/ending-response';
import { pagePost } from '@/lib/http/page-post';
import { readForm } from '@/lib/http/read-form';
import { declineMagicLink } from '@/lib/ceremonies/mail/press-magic-link';

/** "Don't allow" or "I don't recognise this" behind a mailed link. Final. */
export const POST = pagePost({
  path: '/magic-link/{token}/decline',
  async run(post) {
    const { token = '' } = post.params;
    const reason = toDeclinedReason(await readForm(post.request));
    return pressResponse(await declineMagicLink(token, reason), 'declined', post);
  },
});

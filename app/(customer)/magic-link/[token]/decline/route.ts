import { pressResponse } from '@/lib/http/ending-response';
import { pagePost } from '@/lib/http/page-post';
import { declineMagicLink } from '@/lib/ceremonies/mail/press-magic-link';

/** "I don't recognise this" behind a mailed link. Final. */
export const POST = pagePost({
  path: '/magic-link/{token}/decline',
  async run(post) {
    const { token = '' } = post.params;
    return pressResponse(await declineMagicLink(token), 'declined', post);
  },
});

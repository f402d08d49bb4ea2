import { pressResponse } from '@/lib/http/ending-response';
import { pagePost } from '@/lib/http/page-post';
import { pressMagicLink } from '@/lib/ceremonies/mail/press-magic-link';

/** The button behind a mailed link: a plain form, no JavaScript needed. */
export const POST = pagePost({
  path: '/magic-link/{token}/confirm',
  async run(post) {
    const { token = '' } = post.params;
    return pressResponse(await pressMagicLink(token, post.browserId), 'confirmed', post);
  },
});

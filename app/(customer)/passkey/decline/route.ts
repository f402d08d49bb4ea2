import { formCeremony } from '@/lib/http/ceremony-post';
import { pressResponse } from '@/lib/http/ending-response';
import { pagePost } from '@/lib/http/page-post';
import { declineCeremony } from '@/lib/ceremonies/mail/press-magic-link';

/** "I don't recognise this" on a ceremony page. Final. */
export const POST = pagePost({
  path: '/passkey/decline',
  open: formCeremony,
  async run(post) {
    const press = await declineCeremony(post.ceremony, post.browserId);
    return pressResponse(press, 'declined', post);
  },
});

import { formCeremony } from '@/lib/http/ceremony-post';
import { toDeclinedReason } from '@/lib/http/declined-reason';
import { pressResponse } from '@/lib/http/ending-response';
import { pagePost } from '@/lib/http/page-post';
import { declineCeremony } from '@/lib/ceremonies/mail/press-magic-link';

/** "Don't allow" or "I don't recognise this" on a ceremony page. Final. */
export const POST = pagePost({
  path: '/passkey/decline',
  open: formCeremony,
  async run(post) {
    const answer = { browserId: post.browserId, reason: toDeclinedReason(post.form) };
    return pressResponse(await declineCeremony(post.ceremony, answer), 'declined', post);
  },
});

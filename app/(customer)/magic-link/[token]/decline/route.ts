import { pagePost } from '@/lib/http/page-post';
import { pressResponse } from '@/lib/http/press-response';
import { declineMagicLink } from '@/lib/ceremonies/mail/press-magic-link';

/** "I don't recognise this" behind a mailed link. Final. */
export function POST(
  request: Request,
  context: { params: Promise<{ token: string }> },
): Promise<Response> {
  return pagePost('/magic-link/{token}/decline', request, async (post) => {
    const { token } = await context.params;
    return pressResponse(await declineMagicLink(token), 'declined', post);
  });
}

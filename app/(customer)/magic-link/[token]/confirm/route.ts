import { pagePost } from '@/lib/http/page-post';
import { pressResponse } from '@/lib/http/press-response';
import { pressMagicLink } from '@/lib/ceremonies/mail/press-magic-link';

/** The button behind a mailed link: a plain form, no JavaScript needed. */
export function POST(
  request: Request,
  context: { params: Promise<{ token: string }> },
): Promise<Response> {
  return pagePost('/magic-link/{token}/confirm', request, async (post) => {
    const { token } = await context.params;
    return pressResponse(await pressMagicLink(token, post.browserId), 'confirmed', post);
  });
}

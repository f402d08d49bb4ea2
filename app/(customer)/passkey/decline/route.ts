import { findFormCeremony, readForm, toCeremonyFields } from '@/lib/http/ceremony-form';
import { endingResponse, pagePost } from '@/lib/http/page-post';
import { pressResponse } from '@/lib/http/press-response';
import { declineCeremony } from '@/lib/ceremonies/mail/press-magic-link';

/** "I don't recognise this" on a ceremony page. Final. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/passkey/decline', request, async (post) => {
    const ceremony = await findFormCeremony(toCeremonyFields(await readForm(request)).session);
    if (!ceremony) return endingResponse('invalid', null, post);
    return pressResponse(await declineCeremony(ceremony, post.browserId), 'declined', post);
  });
}

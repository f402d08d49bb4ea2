import { findFormCeremony, pageOf, readForm, toCeremonyFields } from '@/lib/http/ceremony-form';
import { endingResponse, pagePost, redirectTo } from '@/lib/http/page-post';
import { startEmailProof } from '@/lib/ceremonies/mail/email-proof';
import { sha256 } from '@/lib/platform/crypto';
import { RateLimitError } from '@/lib/platform/errors';
import { AlreadyEndedError } from '@/lib/ceremonies/end-reidentification';

/** Mails a link and a code for a waiting ceremony page, and goes back to it. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/passkey/email', request, async (post) => {
    const fields = toCeremonyFields(await readForm(request));
    const ceremony = await findFormCeremony(fields.session);
    if (!ceremony) return endingResponse('invalid', null, post);
    try {
      await startEmailProof(ceremony, sha256(post.browserId), post.locale);
    } catch (error) {
      // Either way the page says how things stand: mails paused, or the session ended.
      if (!(error instanceof RateLimitError || error instanceof AlreadyEndedError)) throw error;
    }
    return redirectTo(pageOf(fields));
  });
}

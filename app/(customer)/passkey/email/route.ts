import { formCeremony, pageOf } from '@/lib/http/ceremony-post';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { startEmailProof } from '@/lib/ceremonies/mail/email-proof';
import { sha256 } from '@/lib/platform/crypto';
import { RateLimitError } from '@/lib/platform/errors';
import { AlreadyEndedError } from '@/lib/ceremonies/end-reidentification';

/** Mails a link and a code for a waiting ceremony page, and goes back to it. */
export const POST = pagePost({
  path: '/passkey/email',
  open: formCeremony,
  async run({ fields, ceremony, browserId, locale }) {
    try {
      await startEmailProof(ceremony, sha256(browserId), locale);
    } catch (error) {
      // Either way the page says how things stand: mails paused, or the session ended.
      if (!(error instanceof RateLimitError || error instanceof AlreadyEndedError)) throw error;
    }
    return redirectTo(pageOf(fields));
  },
});

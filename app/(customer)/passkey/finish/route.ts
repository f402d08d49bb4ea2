import { formCeremony, pageOf } from '@/lib/http/ceremony-post';
import { donePage } from '@/lib/http/ending-response';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { finishWithoutPasskey } from '@/lib/ceremonies/passkey/finish-without-passkey';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';
import { AlreadyEndedError } from '@/lib/ceremonies/end-reidentification';

/** Ends an enrolment page by the e-mail that was proved, where no passkey can be made. */
export const POST = pagePost({
  path: '/passkey/finish',
  open: formCeremony,
  async run({ fields, ceremony, browserId }) {
    try {
      const finished = await finishWithoutPasskey(ceremony, browserId);
      if (finished.result === 'not-proved') return redirectTo(pageOf(fields));
      if (finished.location) return redirectTo(finished.location);
      return redirectTo(donePage(), await endingCookie('confirmed', ceremony.tokenRef));
    } catch (error) {
      if (!(error instanceof AlreadyEndedError)) throw error;
      return redirectTo(pageOf(fields));
    }
  },
});

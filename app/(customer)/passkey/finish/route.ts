import { findFormCeremony, pageOf, readForm, toCeremonyFields } from '@/lib/http/ceremony-form';
import { donePage, endingResponse, pagePost, redirectTo } from '@/lib/http/page-post';
import { finishWithoutPasskey } from '@/lib/ceremonies/passkey/finish-without-passkey';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';
import { AlreadyEndedError } from '@/lib/ceremonies/end-reidentification';

/** Ends an enrolment page by the e-mail that was proved, where no passkey can be made. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/passkey/finish', request, async (post) => {
    const fields = toCeremonyFields(await readForm(request));
    const ceremony = await findFormCeremony(fields.session);
    if (!ceremony) return endingResponse('invalid', null, post);
    try {
      const finished = await finishWithoutPasskey(ceremony, post.browserId);
      if (finished.result === 'not-proved') return redirectTo(pageOf(fields));
      if (finished.location) return redirectTo(finished.location);
      return redirectTo(donePage(), await endingCookie('confirmed', ceremony.tokenRef));
    } catch (error) {
      if (!(error instanceof AlreadyEndedError)) throw error;
      return redirectTo(pageOf(fields));
    }
  });
}

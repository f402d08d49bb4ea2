import { clientNetwork } from '@/lib/http/client-network';
import { findFormCeremony, pageOf, readForm, toCeremonyFields } from '@/lib/http/ceremony-form';
import { donePage, endingResponse, pagePost, redirectTo } from '@/lib/http/page-post';
import { checkCode, type ProofResult } from '@/lib/ceremonies/mail/email-proof';
import type { LoadedCeremony } from '@/lib/ceremonies/passkey/ceremony';
import { sha256 } from '@/lib/platform/crypto';
import { RateLimitError } from '@/lib/platform/errors';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';

/** A guess that a limit refuses is none: the page says that codes are paused. */
async function tryCode(
  ceremony: LoadedCeremony,
  guess: Parameters<typeof checkCode>[1],
): Promise<ProofResult> {
  try {
    return await checkCode(ceremony, guess);
  } catch (error) {
    if (error instanceof RateLimitError) return { result: 'none' };
    throw error;
  }
}

/** A typed six-digit code. Wrong or spent, it goes back to the page, which says so. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/passkey/code', request, async (post) => {
    const form = await readForm(request);
    const fields = toCeremonyFields(form);
    const ceremony = await findFormCeremony(fields.session);
    if (!ceremony) return endingResponse('invalid', null, post);
    const typed = typeof form.code === 'string' ? form.code : '';
    const [browserHash, network] = [sha256(post.browserId), clientNetwork(request.headers)];
    const checked = await tryCode(ceremony, { browserHash, network, typed });
    if (checked.result === 'confirmed') {
      if (checked.location) return redirectTo(checked.location);
      return redirectTo(donePage(), await endingCookie('confirmed', ceremony.tokenRef));
    }
    const way = checked.result === 'proved' ? null : fields.way;
    const note = checked.result === 'unread' || checked.result === 'older' ? checked.result : null;
    return redirectTo(pageOf({ ...fields, way }, note));
  });
}

import { clientNetwork } from '@/lib/http/client-address';
import { formCeremony, pageOf } from '@/lib/http/ceremony-post';
import { donePage } from '@/lib/http/ending-response';
import { pagePost, redirectTo } from '@/lib/http/page-post';
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
export const POST = pagePost({
  path: '/passkey/code',
  open: formCeremony,
  async run({ request, browserId, form, fields, ceremony }) {
    const checked = await tryCode(ceremony, {
      browserHash: sha256(browserId),
      network: clientNetwork(request.headers),
      typed: form.raw('code'),
    });
    if (checked.result === 'confirmed') {
      if (checked.location) return redirectTo(checked.location);
      return redirectTo(donePage(), await endingCookie('confirmed', ceremony.tokenRef));
    }
    const way = checked.result === 'proved' ? null : fields.way;
    const note = checked.result === 'unread' || checked.result === 'older' ? checked.result : null;
    return redirectTo(pageOf({ ...fields, way }, note));
  },
});

import { readForm } from '@/lib/http/ceremony-form';
import { redirectTo } from '@/lib/http/page-post';
import { portalPage, portalPost } from '@/lib/http/portal-post';
import { hintCookie } from '@/lib/portal/hint';

/** To the sign-in page for a fresh proof: to change passkeys, or to another meter point. */
export function POST(request: Request): Promise<Response> {
  return portalPost('/portal/sign-in/again', request, async ({ session }) => {
    const form = await readForm(request);
    const next = form.next === 'passkeys' ? 'passkeys' : 'records';
    const { returnUrl } = session;
    return redirectTo(
      portalPage('/sign-in', 'again'),
      hintCookie({ about: null, returnUrl, next }),
    );
  });
}

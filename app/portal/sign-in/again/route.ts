import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { hintCookie } from '@/lib/portal/hint';

const pages = ['passkeys', 'residence'] as const;

/** To the sign-in page for a fresh proof: to change passkeys, to answer a report of a move, or to another meter point. */
export const POST = pagePost({
  path: '/portal/sign-in/again',
  open: portalSession,
  async run({ request, session }) {
    const form = await readForm(request);
    const next = pages.find((page) => page === form.raw('next')) ?? 'records';
    const { returnUrl } = session;
    return redirectTo(
      portalPage('/sign-in', 'again'),
      hintCookie({ about: null, returnUrl, next }),
    );
  },
});

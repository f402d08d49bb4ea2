import { readForm } from '@/lib/http/ceremony-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { hintOf, isLookUpAllowed, portalPage } from '@/lib/http/portal-post';
import { aboutMpxn, hintCookie } from '@/lib/portal/hint';

/** A typed meter number: kept for the next step, where passkey and mail are offered. Looks nothing up. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/meter-point', request, async (post) => {
    const { mpxn } = await readForm(request);
    const about = aboutMpxn(typeof mpxn === 'string' ? mpxn : '');
    if (!about) return redirectTo(portalPage('/sign-in', 'mpxn'));
    if (!(await isLookUpAllowed(post))) return redirectTo(portalPage('/sign-in', 'limit'));
    return redirectTo(portalPage('/sign-in'), hintCookie({ ...hintOf(post), about }));
  });
}

import { readForm } from '@/lib/http/ceremony-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { startSupplierSignIn } from '@/lib/http/supplier-auth';
import { env } from '@/lib/platform/env';

/** Off to an energy supplier's own sign-in page. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/supplier', request, async ({ locale }) => {
    const form = await readForm(request);
    const supplier = env().SUPPLIERS.find(({ id }) => id === form.supplier);
    if (!supplier) return redirectTo(portalPage('/sign-in'));
    const { redirect, setCookies } = await startSupplierSignIn(supplier);
    // An error of next-auth leads to an address of ours: the supplier could not be reached.
    if (!redirect || redirect.startsWith(env().ORIGIN)) {
      return redirectTo(portalPage('/sign-in', 'supplier'));
    }
    return stepDocument(redirect, locale, setCookies);
  });
}

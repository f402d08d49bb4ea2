import { readForm } from '@/lib/http/ceremony-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { supplierRefused } from '@/lib/http/supplier-refused';
import { env } from '@/lib/platform/env';
import { startSupplierSignIn } from '@/lib/suppliers/start-sign-in';

/** Off to an energy supplier's own sign-in page. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/portal/sign-in/supplier', request, async ({ locale }) => {
    const form = await readForm(request);
    const supplier = env().SUPPLIERS.find(({ id }) => id === form.supplier);
    if (!supplier) return redirectTo(portalPage('/sign-in'));
    try {
      const { address, cookie } = await startSupplierSignIn(supplier);
      return stepDocument(address, locale, [cookie]);
    } catch (error) {
      return supplierRefused(supplier, error);
    }
  });
}

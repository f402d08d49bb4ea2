import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { supplierRefused } from '@/lib/http/supplier-refused';
import { env } from '@/lib/platform/env';
import { startSupplierSignIn } from '@/lib/suppliers/start-sign-in';

/** Off to an energy supplier's own sign-in page. */
export const POST = pagePost({
  path: '/portal/sign-in/supplier',
  async run({ request, locale }) {
    const named = (await readForm(request)).raw('supplier');
    const supplier = env().SUPPLIERS.find(({ id }) => id === named);
    if (!supplier) return redirectTo(portalPage('/sign-in'));
    try {
      const { address, cookie } = await startSupplierSignIn(supplier);
      return stepDocument({ target: address, locale, cookies: [cookie] });
    } catch (error) {
      return supplierRefused(supplier, error);
    }
  },
});

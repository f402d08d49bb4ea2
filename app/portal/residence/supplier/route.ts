import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { portalPage, portalSession } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { supplierProblem } from '@/lib/http/supplier-refused';
import { env } from '@/lib/platform/env';
import { startSupplierSignIn } from '@/lib/suppliers/start-sign-in';

/** Off to an energy supplier, for its word that the customer of this session lives at the meter point. */
export const POST = pagePost({
  path: '/portal/residence/supplier',
  open: portalSession,
  async run({ request, locale, session }) {
    const named = (await readForm(request)).raw('supplier');
    const supplier = env().SUPPLIERS.find(({ id }) => id === named);
    if (!supplier || session.ir === null) return redirectTo(portalPage('/residence'));
    try {
      const { address, cookie } = await startSupplierSignIn(supplier, session.id);
      return stepDocument({ target: address, locale, cookies: [cookie] });
    } catch (error) {
      return redirectTo(portalPage('/residence', supplierProblem(supplier, error)));
    }
  },
});

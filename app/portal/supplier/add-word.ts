import { portalPage } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { supplierProblem } from '@/lib/http/supplier-refused';
import type { Locale } from '@/lib/platform/locale';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { proveResidence } from '@/lib/portal/prove-residence';
import { finishSupplierSignIn } from '@/lib/suppliers/finish-sign-in';
import { clearedSignInCookie, type OpenSignIn } from '@/lib/suppliers/sign-in-cookie';

interface Answered {
  open: OpenSignIn;
  /** The session that went out. */
  addsTo: string;
  query: URLSearchParams;
  locale: Locale;
}

async function pageAfter(supplier: Supplier, { open, addsTo, query }: Answered): Promise<string> {
  try {
    const answer = await finishSupplierSignIn(supplier, open, query);
    const proof = await proveResidence(addsTo, { supplier, ...answer });
    if (proof === null) return portalPage('/sign-in', 'ended');
    return proof === 'proven' ? portalPage('/residence') : portalPage('/residence', proof);
  } catch (error) {
    return portalPage('/residence', supplierProblem(supplier, error));
  }
}

/** Adds a supplier's word to the session that went out for it: no other one is opened. */
export async function addWord(supplier: Supplier, answered: Answered): Promise<Response> {
  const target = await pageAfter(supplier, answered);
  const { locale } = answered;
  return stepDocument({ target, locale, cookies: [clearedSignInCookie()] });
}

import { notFound } from 'next/navigation';
import { cookiesOf, localeOf } from '@/lib/http/page-post';
import { afterSignIn, hintOf, sessionTokenOf, signedInCookies } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { supplierRefused } from '@/lib/http/supplier-refused';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { log } from '@/lib/platform/log';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { withTransactionId } from '@/lib/platform/transaction-id';
import { signInBySupplier } from '@/lib/portal/sign-in-by-supplier';
import { finishSupplierSignIn, isAnswerTo } from '@/lib/suppliers/finish-sign-in';
import {
  clearedSignInCookie,
  readSignInCookie,
  signInCookieName,
} from '@/lib/suppliers/sign-in-cookie';
import { addWord } from '../../add-word';
import { SupplierError } from '@/lib/suppliers/supplier-error';

interface Return {
  cookies: ReadonlyMap<string, string>;
  query: URLSearchParams;
  locale: Locale;
}

/** Signs in whom the supplier names. A sign-in that was answered is closed, whatever the answer was. */
async function takeBack(supplier: Supplier, { cookies, query, locale }: Return): Promise<Response> {
  const open = await readSignInCookie(cookies.get(signInCookieName()));
  // The one that is open in another window stays open.
  if (!isAnswerTo(open, supplier, query)) {
    return supplierRefused(supplier, new SupplierError('spent'));
  }
  const { addsTo } = open;
  if (addsTo !== null) return addWord(supplier, { open, addsTo, query, locale });
  const hint = hintOf({ cookies });
  const formerToken = await sessionTokenOf({ cookies });
  try {
    const answer = await finishSupplierSignIn(supplier, open, query);
    const token = await signInBySupplier({ supplier, ...answer, hint, locale, formerToken });
    if (token === null)
      throw new SupplierError('no-meter-point', { claim: supplier['mpxn-claim'] });
    log().info({ supplier: supplier.id }, 'supplier sign-in');
    const signedIn = await signedInCookies(token);
    const cookiesToSet = [...signedIn, clearedSignInCookie()];
    return stepDocument({ target: afterSignIn(hint), locale, cookies: cookiesToSet });
  } catch (error) {
    return supplierRefused(supplier, error, clearedSignInCookie());
  }
}

/** Back from an energy supplier. Counts only with the cookie that the way out has set. */
export async function GET(
  request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await context.params;
  const supplier = env().SUPPLIERS.find((candidate) => candidate.id === id);
  if (!supplier) notFound();
  const cookies = cookiesOf(request);
  const locale = localeOf(request);
  const query = new URL(request.url).searchParams;
  const transactionId = newId('tid');
  const response = await withTransactionId(transactionId, () =>
    takeBack(supplier, { cookies, query, locale }),
  );
  response.headers.set('X-Transaction-Id', transactionId);
  return response;
}

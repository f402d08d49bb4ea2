import { notFoundDocument } from '@/lib/http/not-found-document';
import { cookiesOf, redirectTo } from '@/lib/http/page-post';
import { afterSignIn, portalPage } from '@/lib/http/portal-post';
import { stepDocument } from '@/lib/http/step-document';
import { finishSupplierSignIn } from '@/lib/http/supplier-auth';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { localeCookieName, localeFrom } from '@/lib/platform/locale';
import { log } from '@/lib/platform/log';
import { clearedHintCookie, hintCookieName, readHint } from '@/lib/portal/hint';
import { signInBySupplier } from '@/lib/portal/sign-in-by-supplier';
import { readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';

/** Back from an energy supplier. Counts only with the cookies that the way out has set. */
export async function GET(
  request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await context.params;
  const supplier = env().SUPPLIERS.find((candidate) => candidate.id === id);
  const cookies = cookiesOf(request);
  const locale = localeFrom(cookies.get(localeCookieName), request.headers.get('accept-language'));
  if (!supplier) return notFoundDocument(locale);
  const hint = readHint(cookies.get(hintCookieName()));
  const formerToken = await readRealmCookie('customer', cookies.get(realmCookieName('customer')));
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { isSignedIn, setCookies } = await finishSupplierSignIn(
    supplier,
    { query, cookies: Object.fromEntries(cookies) },
    (subject, claims) => signInBySupplier({ supplier, subject, claims, hint, locale, formerToken }),
  );
  log().info(
    {
      path: '/portal/supplier/callback/{id}',
      'signed-in': isSignedIn,
      'transaction-id': newId('tid'),
    },
    'supplier sign-in',
  );
  if (!isSignedIn) return redirectTo(portalPage('/sign-in', 'supplier'), ...setCookies);
  return stepDocument(afterSignIn(hint), locale, [...setCookies, clearedHintCookie()]);
}

import { signOut } from '@/lib/sessions/end-console-sessions';
import { enrolAdminPasskey, adminEnrolmentOptions } from '@/lib/consoles/enrol-admin-passkey';
import { isSignedIn } from '@/lib/sessions/find-console-session';
import { adminAssertionOptions, proveAdminPasskey } from '@/lib/consoles/prove-admin-passkey';
import type { ConsoleRealm } from '@/lib/sessions/console-realms';
import { signInBySecret } from '@/lib/consoles/sign-in-by-secret';
import { clearedRealmCookie } from '@/lib/sessions/realm-cookie';
import { clientAddress } from './client-address';
import {
  consoleCookie,
  consolePage,
  consoleRoots,
  consoleToken,
  openConsole,
  safeNext,
} from './console-cookie';
import { pagePost, type PostHandler, redirectTo } from './page-post';
import { challengeResponse, passkeyResponse, readDeviceResponse } from './passkey-post';
import { readForm } from './read-form';

/** The post of a sign-in page: account id and secret. */
export function secretSignIn(realm: ConsoleRealm): PostHandler {
  const root = consoleRoots[realm];
  return pagePost({
    path: `${root}/sign-in/secret`,
    async run({ request, cookies }) {
      const form = await readForm(request);
      const next = safeNext(realm, form.text('next'));
      const query = next === root ? '' : `&next=${encodeURIComponent(next)}`;
      const signedIn = await signInBySecret(realm, {
        accountId: form.text('account-id') ?? '',
        secret: form.raw('secret'),
        address: clientAddress(request.headers),
        formerToken: await consoleToken(realm, cookies),
      });
      if ('problem' in signedIn) {
        return redirectTo(consolePage(`${root}/sign-in?problem=${signedIn.problem}${query}`));
      }
      const to = realm === 'admin' ? `${root}/sign-in/passkey` : next;
      return redirectTo(consolePage(to), await consoleCookie(realm, signedIn.token));
    },
  });
}

/** The post of the sign-out button; `everywhere` ends the account's other sessions too. */
export function signOutPost(realm: ConsoleRealm): PostHandler {
  const root = consoleRoots[realm];
  return pagePost({
    path: `${root}/sign-out`,
    async run({ request, cookies }) {
      const form = await readForm(request);
      const open = await openConsole(realm, cookies);
      const everywhere = form.isChecked('everywhere') && open !== null && isSignedIn(open);
      if (open) await signOut(open, { everywhere });
      const signedOut = consolePage(`${root}/sign-in?problem=signed-out`);
      return redirectTo(signedOut, clearedRealmCookie(realm));
    },
  });
}

/** A fresh challenge for an open passkey page of the operator's; none where the page is no longer right. */
export function adminChallengePost(step: 'enrol' | 'prove'): PostHandler {
  const optionsFor = step === 'enrol' ? adminEnrolmentOptions : adminAssertionOptions;
  return pagePost({
    path: `/admin/sign-in/passkey/${step}/challenge`,
    async run({ cookies, browserId }) {
      const open = await openConsole('admin', cookies);
      return challengeResponse(open && (await optionsFor(open, browserId)));
    },
  });
}

/** What a device answered on a passkey page of the operator's: `enrol` or `prove`. */
export function adminPasskeyPost(step: 'enrol' | 'prove'): PostHandler {
  const use = step === 'enrol' ? enrolAdminPasskey : proveAdminPasskey;
  return pagePost({
    path: `/admin/sign-in/passkey/${step}`,
    async run({ request, cookies, browserId }) {
      const open = await openConsole('admin', cookies);
      if (!open) return passkeyResponse({ result: 'problem', problem: 'challenge' });
      const response = await readDeviceResponse(request);
      const used = await use(open, { response, browserId });
      if (used.result === 'problem') return passkeyResponse(used);
      const next = new URL(request.url).searchParams.get('next');
      const location = consolePage(safeNext('admin', next));
      const { token } = used;
      const cookie = token === null ? undefined : await consoleCookie('admin', token);
      return passkeyResponse({ result: 'done', location }, cookie);
    },
  });
}

import type { Account, Role } from '@/lib/db/generated/client';
import type { FormProblem, FlashMessage } from '@/lib/consoles/dto';
import { hasRecentProof } from '@/lib/sessions/recent-proof';
import { isSignedIn, type OpenConsole } from '@/lib/sessions/find-console-session';
import { leaveFlashMessage } from '@/lib/consoles/flash-messages';
import type { ConsoleRealm } from '@/lib/sessions/console-realms';
import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { consumeLimit } from '@/lib/limits/limits';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  RegisterError,
  UnauthenticatedError,
  UnavailableError,
  UnprocessableError,
  ValidationError,
} from '@/lib/platform/errors';
import { consolePage, consoleRoots, openConsole } from './console-cookie';
import { pagePost, type PagePost, type PostHandler, redirectTo } from './page-post';
import { readForm, type Form } from './read-form';

interface SignedIn {
  account: Account;
  open: OpenConsole;
}

type ConsolePost = PagePost & SignedIn;

export interface ConsoleCall extends ConsolePost {
  form: Form;
}

/** Where an action leads, and what it leaves for the page there. */
interface ConsoleResult {
  to: string;
  flash?: FlashMessage;
}

interface ConsoleAction {
  realm: ConsoleRealm;
  /** Its pattern, for the log: `/dashboard/webhooks/{wid}/test`. */
  path: string;
  /** Who may; everyone of the realm if left out. */
  roles?: readonly Role[];
  /** The page that its form stands on: what is wrong with it is told there. */
  page: string | ((params: PagePost['params']) => string);
  /** Wants a fresh proof of who is there. */
  needsRecentProof?: boolean;
  run(call: ConsoleCall): Promise<ConsoleResult>;
}

/** Every id that an address may name; what is none is not looked up, stored or put into a header. */
const ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Refusals that the form's own page has words for; the rest ends the request. */
const toldOnPage = [
  ValidationError,
  ConflictError,
  UnprocessableError,
  RateLimitError,
  UnavailableError,
  UnauthenticatedError,
];

function toProblems(error: RegisterError): FormProblem[] {
  return error.items.map(({ message, field }) => ({ field: field ?? null, message }));
}

/** The page that asks for a proof and then leads to `page`. */
export function proofPage(realm: ConsoleRealm, page: string): string {
  return `${consoleRoots[realm]}/prove?next=${encodeURIComponent(page)}`;
}

function pageOf({ page }: ConsoleAction, { params }: PagePost): string {
  return typeof page === 'string' ? page : page(params);
}

/** @throws {ForbiddenError} */
function requireRole({ roles }: ConsoleAction, { role }: Account): void {
  if (!roles || roles.includes(role)) return;
  throw new ForbiddenError(`The role ${role} does not allow this.`);
}

/** @throws {NotFoundError} */
function requirePlainIds({ params }: PagePost): void {
  if (!Object.values(params).every((id) => ID.test(id))) throw new NotFoundError('The page');
}

/** Who is signed in and may do this; else the page where that can be put right. */
async function admit(action: ConsoleAction, post: PagePost): Promise<SignedIn | Response> {
  const { realm } = action;
  const root = consoleRoots[realm];
  const open = await openConsole(realm, post.cookies);
  if (!open) return redirectTo(consolePage(`${root}/sign-in?problem=ended`));
  if (!isSignedIn(open)) return redirectTo(consolePage(`${root}/sign-in/passkey`));
  requireRole(action, open.account);
  requirePlainIds(post);
  if (action.needsRecentProof && !hasRecentProof(open)) {
    return redirectTo(consolePage(proofPage(realm, pageOf(action, post))));
  }
  return { account: open.account, open };
}

/** What the use case says; a refusal that the form's own page has words for is told there. */
async function runOrTell(action: ConsoleAction, call: ConsoleCall): Promise<ConsoleResult> {
  try {
    return await amongCallsOf(call.account.id, () => action.run(call));
  } catch (error) {
    if (!(error instanceof RegisterError) || !toldOnPage.some((type) => error instanceof type)) {
      throw error;
    }
    const flash = { problems: toProblems(error), values: call.form.values() };
    return { to: pageOf(action, call), flash };
  }
}

async function perform(action: ConsoleAction, post: ConsolePost): Promise<Response> {
  const { id } = post.account;
  await amongCallsOf(id, () => consumeLimit('api-account', [id]));
  const form = await readForm(post.request);
  const { to, flash } = await runOrTell(action, { ...post, form });
  if (flash) await leaveFlashMessage(post.open, to.replace(/\?.*$/, ''), flash);
  return redirectTo(consolePage(to));
}

/**
 * The handler of one form of a console, for a `route.ts` to export as POST: a live session of the realm,
 * role, fresh proof where the step is sensitive, limit, use case; then a 303, with what the next page is to
 * show.
 */
export function consoleAction(action: ConsoleAction): PostHandler {
  return pagePost({
    path: action.path,
    open: (post) => admit(action, post),
    run: (post) => perform(action, post),
  });
}

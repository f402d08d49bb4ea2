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
import { readConsoleForm, type ConsoleForm } from './console-form';
import { pagePost, redirectTo, type PagePost } from './page-post';

type Params = Record<string, string>;

export interface ConsoleCall {
  account: Account;
  open: OpenConsole;
  params: Params;
  form: ConsoleForm;
  post: PagePost;
}

/** Where an action leads, and what it leaves for the page there. */
export interface ConsoleResult {
  to: string;
  flash?: FlashMessage;
}

export interface ConsoleAction {
  realm: ConsoleRealm;
  /** Its pattern, for the log: `/dashboard/webhooks/{wid}/test`. */
  path: string;
  /** Who may; everyone of the realm if left out. */
  roles?: readonly Role[];
  /** The page that its form stands on: what is wrong with it is told there. */
  page: string | ((params: Params) => string);
  /** Wants a fresh proof of who is there. */
  needsRecentProof?: boolean;
  run(call: ConsoleCall): Promise<ConsoleResult>;
}

type Handler = (
  request: Request,
  context: { params: Promise<Params | undefined> },
) => Promise<Response>;

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

async function perform(
  action: ConsoleAction,
  call: Omit<ConsoleCall, 'form'>,
): Promise<ConsoleResult> {
  const page = typeof action.page === 'string' ? action.page : action.page(call.params);
  const { id } = call.account;
  await amongCallsOf(id, () => consumeLimit('api-account', [id]));
  const form = await readConsoleForm(call.post.request);
  try {
    return await amongCallsOf(id, () => action.run({ ...call, form }));
  } catch (error) {
    if (!(error instanceof RegisterError) || !toldOnPage.some((type) => error instanceof type)) {
      throw error;
    }
    return { to: page, flash: { problems: toProblems(error), values: form.values() } };
  }
}

/** The page that asks for a proof and then leads to `page`. */
export function proofPage(realm: ConsoleRealm, page: string): string {
  return `${consoleRoots[realm]}/prove?next=${encodeURIComponent(page)}`;
}

/**
 * The handler of one form of a console, for a `route.ts` to export as POST. The one wrapper of them all:
 * same origin, a live session of the realm, role, fresh proof where the step is sensitive, limit, use case;
 * then a 303, with what the next page is to show.
 */
export function consoleAction(action: ConsoleAction): Handler {
  const { realm, roles } = action;
  return (request, context) =>
    pagePost(action.path, request, async (post) => {
      const root = consoleRoots[realm];
      const open = await openConsole(realm, post.cookies);
      if (!open) return redirectTo(consolePage(`${root}/sign-in?problem=ended`));
      if (!isSignedIn(open)) return redirectTo(consolePage(`${root}/sign-in/passkey`));
      const { account } = open;
      if (roles && !roles.includes(account.role)) {
        throw new ForbiddenError(`The role ${account.role} does not allow this.`);
      }
      const params = (await context.params) ?? {};
      if (!Object.values(params).every((id) => ID.test(id))) throw new NotFoundError('The page');
      if (action.needsRecentProof && !hasRecentProof(open)) {
        const page = typeof action.page === 'string' ? action.page : action.page(params);
        return redirectTo(consolePage(proofPage(realm, page)));
      }
      const { to, flash } = await perform(action, { account, open, params, post });
      if (flash) await leaveFlashMessage(open, to.replace(/\?.*$/, ''), flash);
      return redirectTo(consolePage(to));
    });
}

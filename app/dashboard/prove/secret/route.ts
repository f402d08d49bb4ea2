import { proveSecretAgain } from '@/lib/consoles/sign-in-by-secret';
import { clientAddress } from '@/lib/http/client-address';
import { consolePage, openConsole, safeNext } from '@/lib/http/console-cookie';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { readForm } from '@/lib/http/read-form';

/** A person of a Data User's gives the secret once more. */
export const POST = pagePost({
  path: '/dashboard/prove/secret',
  async run({ request, cookies }) {
    const open = await openConsole('data-user', cookies);
    if (!open) return redirectTo(consolePage('/dashboard/sign-in?problem=ended'));
    const form = await readForm(request);
    const next = safeNext('data-user', form.text('next'));
    const address = clientAddress(request.headers);
    const problem = await proveSecretAgain(open, { secret: form.raw('secret'), address });
    const again = `/dashboard/prove?problem=${problem ?? ''}&next=${encodeURIComponent(next)}`;
    return redirectTo(consolePage(problem ? again : next));
  },
});

import { replaceRedirectUrls } from '@/lib/accounts/replace-redirect-urls';
import { replaceRedirectUrlsSchema } from '@/lib/accounts/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';

const PAGE = '/dashboard/settings';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/settings/redirect-urls',
  page: PAGE,
  run: async ({ account, form }) => {
    const input = { 'redirect-urls': form.lines('redirect-urls') };
    const urls = parse(replaceRedirectUrlsSchema, input)['redirect-urls'];
    await replaceRedirectUrls(account.id, urls);
    return { to: PAGE, flash: { notice: 'The redirect URLs are saved.' } };
  },
});

import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { MessagePage } from '@/components/ceremony/message-page';
import { OnceForm } from '@/components/ui/once-form';
import { plainToken } from '@/lib/mail/link-token';
import { viewPortalLink } from '@/lib/portal/sign-in-by-mail';
import { requireBrowserId } from '../../../require-browser-id';
import { registerName } from '../../../register-name';

/** Behind the link of a sign-in mail. Opening it does nothing, however often. */
export default async function PortalLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const token = plainToken((await params).token);
  const state = await viewPortalLink(token, await requireBrowserId());
  const t = await getTranslations('portal.link');
  const register = await registerName();
  switch (state) {
    case 'unknown':
      return notFound();
    case 'open':
      return (
        <MessagePage
          tone="plain"
          title={[t('title'), register]}
          heading={t('heading')}
          text={t('text')}
        >
          <OnceForm action={`/portal/link/${token}/confirm`} className="mt-6">
            <button type="submit" className="button button-main">
              {t('button')}
            </button>
          </OnceForm>
        </MessagePage>
      );
    case 'other-browser':
      return (
        <MessagePage
          tone="plain"
          title={[t('elsewhereTitle'), register]}
          heading={t('elsewhereHeading')}
          text={t('elsewhereText')}
        >
          <p className="mt-6">
            <a href="/portal/sign-in" className="text-link">
              {t('elsewhereStart')}
            </a>
          </p>
        </MessagePage>
      );
    case 'over':
      return (
        <MessagePage
          tone="wait"
          title={[t('overTitle'), register]}
          heading={t('overHeading')}
          text={t('overText')}
        >
          <p className="mt-6">
            <a href="/portal/sign-in" className="button button-main">
              {t('overButton')}
            </a>
          </p>
        </MessagePage>
      );
  }
}

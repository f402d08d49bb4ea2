import { getMessages, getTranslations } from 'next-intl/server';
import { inSentence } from '@/components/receipts/in-sentence';
import { ReceiptCheck } from '@/components/receipts/receipt-check';
import { PageTitle } from '@/components/ui/page-title';
import { now } from '@/lib/platform/clock';
import { publishedReceiptKeys } from '@/lib/platform/receipt-keys';
import { SitePage } from '../../site-page';
import { registerName } from '../../register-name';

/** Checks a receipt in the browser alone: the keys come with the page (docs/api/receipts.md#checking). */
export default async function CheckPage() {
  const t = await getTranslations('receipts');
  const { check, facts } = (await getMessages()).receipts;
  const register = await registerName();
  const keys = publishedReceiptKeys(now()).map(({ kid, x, y, revoked }) => ({
    kid,
    x,
    y,
    isRevoked: revoked !== undefined,
  }));
  return (
    <SitePage>
      <PageTitle parts={[t('check.title'), register]} />
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
        {t('check.heading')}
      </h1>
      <p className="mt-3 text-lg leading-relaxed text-soft">
        {t('check.intro', { register: inSentence(register) })}
      </p>
      <p className="mt-3 mb-6">{t('check.private')}</p>
      <noscript>
        <p>{t('check.noScript')}</p>
      </noscript>
      <ReceiptCheck keys={keys} words={check} facts={facts} register={register} />
    </SitePage>
  );
}

import { useTranslations } from 'next-intl';
import { PageScript } from '@/components/page-script/page-script';
import { ActionPanel } from '@/components/ui/action-panel';
import script from './expiry-script.ts?page-script';
import type { ExpirySettings } from './expiry-settings';

interface ExpiryNoticeProps {
  remainingMs: number;
  selfPath: string;
  titleRest: string;
}

/** Tells in time that a page without a passkey button runs out, and when it has. */
export function ExpiryNotice({ remainingMs, selfPath, titleRest }: ExpiryNoticeProps) {
  const t = useTranslations('passkey');
  const settings: ExpirySettings = {
    remainingMs,
    soon: t('expiresSoon'),
    title: `${t('titleExpired')} – ${titleRest}`,
  };
  return (
    <div data-expiry={JSON.stringify(settings)}>
      <PageScript source={script} />
      <p role="status" className="font-medium not-empty:mb-4" />
      <div role="alert" />
      <template>
        <ActionPanel tone="wait" heading={t('expired.heading')} text={t('expired.text')}>
          <p>
            <a href={selfPath} className="text-link">
              {t('expired.link')}
            </a>
          </p>
        </ActionPanel>
      </template>
    </div>
  );
}

import { useTranslations } from 'next-intl';
import { ExpiryWatch } from './expiry-watch';

interface ExpiryNoticeProps {
  remainingMs: number;
  selfPath: string;
  titleRest: string;
}

/** Tells in time that a page without a passkey button runs out, and when it has. */
export function ExpiryNotice({ remainingMs, selfPath, titleRest }: ExpiryNoticeProps) {
  const t = useTranslations('passkey');
  return (
    <ExpiryWatch
      remainingMs={remainingMs}
      selfPath={selfPath}
      words={{
        soon: t('expiresSoon'),
        title: `${t('titleExpired')} – ${titleRest}`,
        heading: t('expired.heading'),
        text: t('expired.text'),
        link: t('expired.link'),
      }}
    />
  );
}

import { useTranslations } from 'next-intl';
import type { PortalNotice, PortalPasskeyWords } from './passkey-words';

const notices = [
  'not-allowed',
  'not-added',
  'already-here',
  'device',
  'unreachable',
  'busy',
  'challenge',
  'credential',
  'verification',
  'counter',
  'unproven',
  'already-enrolled',
  'not-fresh',
  'mails-spent',
] as const satisfies PortalNotice[];

/** The words of a passkey button of the portal, picked on the server. */
export function usePortalPasskeyWords(button: string): PortalPasskeyWords {
  const t = useTranslations('portal.passkey');
  const entries = notices.map((name) => [
    name,
    { heading: t(`notices.${name}.heading`), text: t(`notices.${name}.text`) },
  ]);
  return {
    button,
    starting: t('starting'),
    waiting: t('waiting'),
    checking: t('checking'),
    leaving: t('leaving'),
    unsupported: t('unsupported'),
    notices: Object.fromEntries(entries) as PortalPasskeyWords['notices'],
  };
}

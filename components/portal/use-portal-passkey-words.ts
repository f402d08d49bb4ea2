import { useTranslations } from 'next-intl';
import type { PasskeyButtonWords } from '@/components/webauthn/passkey-button';
import type { PortalPasskeyProblem } from '@/lib/portal/dto';

type Words = PasskeyButtonWords<PortalPasskeyProblem>;

const notices = [
  'not-allowed',
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
] as const satisfies (keyof Words['notices'])[];

/**
 * The words of a passkey button of the portal, picked on the server. Where one is added there is no other
 * way to point to when that is cancelled.
 */
export function usePortalPasskeyWords(button: string, isAdding = false): Words {
  const t = useTranslations('portal.passkey');
  const tPasskey = useTranslations('passkey');
  const entries = notices.map((notice) => {
    const name = isAdding && notice === 'not-allowed' ? 'not-added' : notice;
    return [notice, { heading: t(`notices.${name}.heading`), text: t(`notices.${name}.text`) }];
  });
  return {
    button,
    starting: t('starting'),
    waiting: t('waiting'),
    checking: t('checking'),
    preparing: tPasskey('preparing'),
    leaving: t('leaving'),
    unsupported: t('unsupported'),
    notices: Object.fromEntries(entries) as Words['notices'],
  };
}

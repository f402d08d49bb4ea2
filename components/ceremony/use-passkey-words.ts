import { useTranslations } from 'next-intl';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import type { CeremonyNotice, NoticeWords, PasskeyWords } from './passkey-words';
import { usePermission } from './use-permission';

export type PasskeyStepName = 'assert' | 'use-existing' | 'prove-passkey' | 'enrol';

/** The words of the passkey button for `view`, picked on the server. */
export function usePasskeyWords(
  view: CeremonyView,
  step: PasskeyStepName,
  register: string,
): PasskeyWords {
  const t = useTranslations('passkey');
  const tStep = useTranslations('steps');
  const tPermission = useTranslations('permission');
  const { label } = usePermission(view);
  const { organisation, returnHost } = view.ask;
  const hasMail = view.emailMask !== null;
  const isEnrolment = step === 'enrol';

  const plain = (
    name:
      | 'device'
      | 'unreachable'
      | 'busy'
      | 'challenge'
      | 'credential'
      | 'verification'
      | 'mails-spent',
  ): NoticeWords => ({
    heading: t(`notices.${name}.heading`),
    text: t(`notices.${name}.text`),
  });
  const linked = (name: 'already-here' | 'already-enrolled' | 'proof-missing'): NoticeWords => ({
    heading: t(`notices.${name}.heading`),
    text: t(`notices.${name}.text`),
    link: t(`notices.${name}.link`),
  });
  const notices: Record<CeremonyNotice, NoticeWords> = {
    'not-allowed': {
      heading: t('notices.not-allowed.heading'),
      text: t(isEnrolment ? 'notices.not-allowed.textEnrol' : 'notices.not-allowed.textAssert'),
    },
    'already-here': linked('already-here'),
    device: plain('device'),
    unreachable: plain('unreachable'),
    busy: plain('busy'),
    challenge: plain('challenge'),
    credential: plain('credential'),
    verification: plain('verification'),
    counter: {
      heading: t('notices.counter.heading'),
      text: t('notices.counter.text', { organisation }),
    },
    'already-enrolled': linked('already-enrolled'),
    'proof-missing': linked('proof-missing'),
    'mails-spent': plain('mails-spent'),
  };

  return {
    title: label ? tPermission('title') : tStep(`${step}.title`),
    titleRest: `${organisation} – ${register}`,
    button: label ?? tStep(`${step}.button`),
    reach: t('reach'),
    starting: t('starting'),
    waiting: t('waiting'),
    checking: t('checking'),
    preparing: t('preparing'),
    leaving: returnHost ? t('leavingTo', { host: returnHost }) : t('leaving'),
    expiresSoon: t('expiresSoon'),
    titleWaiting: t('titleWaiting'),
    titleProblem: t('titleProblem'),
    titleDone: t('titleDone'),
    titleExpired: t('titleExpired'),
    titleUnsupported: t('titleUnsupported'),
    unsupported: {
      heading: t('unsupported.heading'),
      text: t(hasMail ? 'unsupported.textMail' : 'unsupported.text'),
    },
    expired: {
      heading: t('expired.heading'),
      text: t('expired.text'),
      link: t('expired.link'),
    },
    notices,
    steps: {
      again: t('steps.again'),
      device: t(isEnrolment ? 'steps.deviceEnrol' : 'steps.device'),
      mail: hasMail ? t('steps.mail') : null,
      tell: t('steps.tell', { organisation }),
    },
  };
}

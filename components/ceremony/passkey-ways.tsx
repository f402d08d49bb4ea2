import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { ceremonyPath, type CeremonyWay } from './ceremony-path';
import { OtherWays } from './other-ways';
import { useAllowLabel } from './use-allow-label';
import type { PasskeyStepName } from './use-passkey-words';

interface PasskeyWaysProps {
  view: CeremonyView;
  step: PasskeyStepName;
  way: CeremonyWay;
  mailPath: string | null;
}

/** The ways out of a passkey step that does not work here. */
export function PasskeyWays({ view, step, way, mailPath }: PasskeyWaysProps) {
  const t = useTranslations('ways');
  const { ask, kind, session } = view;
  const allow = useAllowLabel(ask);
  const device = t(step === 'enrol' ? 'otherDeviceEnrol' : 'otherDevice');
  return (
    <OtherWays
      help={<li className="needs-button">{device}</li>}
      ways={[
        mailPath && view.emailMask ? (
          <li key="mail">
            <a href={mailPath} className="text-link">
              {t(step === 'prove-passkey' ? 'mailLost' : 'mail')}
            </a>
            . {t('mailTo', { mask: view.emailMask })}
          </li>
        ) : null,
        view.mayAddNew ? (
          <li key="new">
            <a href={ceremonyPath(kind, session, 'new')} className="text-link">
              {t('addNew')}
            </a>
          </li>
        ) : null,
        way === 'new' ? (
          <li key="existing">
            <a href={ceremonyPath(kind, session, null)} className="text-link">
              {t('existing')}
            </a>
          </li>
        ) : null,
        view.mayFinishWithout ? (
          <li key="finish">
            {t(allow ? 'finishAllow' : 'finish')}
            <OnceForm
              action="/passkey/finish"
              fields={{ session, kind, way: way ?? '' }}
              className="mt-2"
            >
              <button type="submit" className="button button-quiet">
                {allow ?? t('finishButton')}
              </button>
            </OnceForm>
          </li>
        ) : null,
      ]}
    />
  );
}

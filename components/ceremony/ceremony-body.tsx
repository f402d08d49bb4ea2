import { useTranslations } from 'next-intl';
import { PageTitle } from '@/components/ui/page-title';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { AboutDetails, type Shown } from './about-details';
import type { CeremonyWay } from './ceremony-path';
import { CodeStep } from './code-step';
import { DeclineSection } from './decline-section';
import { MailStep } from './mail-step';
import { PasskeyStep } from './passkey-step';
import { usePermission } from './use-permission';

interface CeremonyBodyProps extends Shown {
  view: CeremonyView;
  way: CeremonyWay;
  /** From the moment of rendering to the session's end. */
  remainingMs: number;
}

/** A live ceremony: the step it is at, the way to decline, and what all this is. */
export function CeremonyBody({ view, way, remainingMs, ...shown }: CeremonyBodyProps) {
  const t = useTranslations('steps');
  const tPermission = useTranslations('permission');
  const { step, ask, session, kind, code } = view;
  const isWrong = step === 'enter-code' && code !== null && code.failures > 0;
  const usual = usePermission(view).label ? tPermission('title') : t(`${step}.title`);
  const title = isWrong ? t('enter-code.titleWrong') : usual;
  const { register } = shown;
  const shared = { view, way, register, remainingMs };
  return (
    <>
      <PageTitle parts={[title, ask.organisation, register]} />
      <div className="space-y-4 sm:space-y-8">
        {stepOf(shared)}
        <DeclineSection ask={ask} action="/passkey/decline" fields={{ session, kind }} />
        <AboutDetails ask={ask} passkeyEnding={ask.meterPointEnding} {...shown} />
      </div>
    </>
  );
}

function stepOf(props: Omit<CeremonyBodyProps, 'origin' | 'operator'>) {
  switch (props.view.step) {
    case 'prove-email':
      return <MailStep {...props} />;
    case 'enter-code':
      return <CodeStep {...props} />;
    case 'assert':
    case 'use-existing':
    case 'prove-passkey':
    case 'enrol':
      return <PasskeyStep {...props} step={props.view.step} />;
  }
}

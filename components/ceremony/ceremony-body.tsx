import { useTranslations } from 'next-intl';
import { PageTitle } from '@/components/ui/page-title';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { AboutDetails } from './about-details';
import type { CeremonyWay } from './ceremony-path';
import { CodeStep } from './code-step';
import { DeclineSection } from './decline-section';
import { MailStep } from './mail-step';
import { PasskeyStep } from './passkey-step';
import { usePermission } from './use-permission';

interface CeremonyBodyProps {
  view: CeremonyView;
  way: CeremonyWay;
  register: string;
  /** What the address of each of our pages begins with. */
  origin: string;
  /** From the moment of rendering to the session's end. */
  remainingMs: number;
}

/** A live ceremony: the step it is at, the way to decline, and what all this is. */
export function CeremonyBody({ view, way, register, origin, remainingMs }: CeremonyBodyProps) {
  const t = useTranslations('steps');
  const tPermission = useTranslations('permission');
  const { step, ask, session, kind, code } = view;
  const isWrong = step === 'enter-code' && code !== null && code.failures > 0;
  const usual = usePermission(view).label ? tPermission('title') : t(`${step}.title`);
  const title = isWrong ? t('enter-code.titleWrong') : usual;
  const shared = { view, way, register, remainingMs };
  return (
    <>
      <PageTitle parts={[title, ask.organisation, register]} />
      <div className="space-y-4 sm:space-y-8">
        {stepOf(shared)}
        <DeclineSection action="/passkey/decline" fields={{ session, kind }} />
        <AboutDetails
          register={register}
          origin={origin}
          ask={ask}
          passkeyEnding={ask.meterPointEnding}
        />
      </div>
    </>
  );
}

function stepOf(props: Omit<CeremonyBodyProps, 'origin'>) {
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

import { useTranslations } from 'next-intl';
import { nameTag } from '@/components/ui/name-tag';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { CeremonyHeading } from './ceremony-heading';
import { enrolmentProgress } from './enrolment-progress';
import type { PasskeyStepName } from './use-passkey-words';
import { usePermission } from './use-permission';

interface PasskeyStepHeadingProps {
  view: CeremonyView;
  step: PasskeyStepName;
}

/** What a passkey step is about, and where it stands among the steps of an enrolment. */
export function PasskeyStepHeading({ view, step }: PasskeyStepHeadingProps) {
  const t = useTranslations('steps');
  const isEnrolment = step === 'enrol' || step === 'prove-passkey';
  const progress = isEnrolment ? enrolmentProgress(view) : null;
  if (usePermission(view).label) return <PermissionHeading view={view} />;
  const { organisation } = view.ask;
  const isSecond = step === 'enrol' && view.proved;
  return (
    <CeremonyHeading
      heading={t.rich(`${step}.heading`, { organisation, ...nameTag })}
      intro={step === 'assert' ? null : t(isSecond ? 'enrol.introProved' : `${step}.intro`)}
      progress={progress && t('progress', progress)}
    />
  );
}

/** Whether the customer allows it; after an enrolment, why the new passkey is asked once more. */
function PermissionHeading({ view: { ask, kind, step } }: { view: CeremonyView }) {
  const t = useTranslations('permission');
  const tSteps = useTranslations('steps');
  const isEnrolled = kind === 'register' && step === 'assert';
  const intro = step === 'use-existing' ? 'introExisting' : 'intro';
  return (
    <CeremonyHeading
      heading={t.rich('heading', { organisation: ask.organisation, ...nameTag })}
      intro={t(isEnrolled ? 'introEnrolled' : intro)}
      progress={isEnrolled ? tSteps('progressLast') : null}
    />
  );
}

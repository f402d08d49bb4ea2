import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';

type Progress = { step: number; steps: number };

/**
 * Which step of an enrolment a page is, where there are several: a proof if one is needed, the passkey, and
 * where permission is asked for the passkey's first use.
 */
export function enrolmentProgress({ step, proved, ask }: CeremonyView): Progress | null {
  const isEnrol = step === 'enrol';
  const before = isEnrol && !proved ? 0 : 1;
  const steps = before + 1 + (ask.proposal?.asksPermission ? 1 : 0);
  return steps === 1 ? null : { step: isEnrol ? before + 1 : 1, steps };
}

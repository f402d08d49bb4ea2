import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { useAllowLabel } from './use-allow-label';

interface Permission {
  /** The request asks for a permission, here or in a later step. */
  isAsked: boolean;
  /** What the button of this step says, where its press is the permission; else null. */
  label: string | null;
}

/** Whether the press of a step answers the request; after any other the customer goes on. */
function isAnswer({ step, kind }: CeremonyView): boolean {
  return (
    step === 'assert' || step === 'use-existing' || (step === 'enter-code' && kind === 'assert')
  );
}

/** What a step of a ceremony has to do with the permission that the request asks for, if it asks for one. */
export function usePermission(view: CeremonyView): Permission {
  const label = useAllowLabel(view.ask);
  return { isAsked: label !== null, label: isAnswer(view) ? label : null };
}

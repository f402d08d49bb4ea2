import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { AfterRefusal } from './after-refusal';
import { RefuseForm } from './refuse-form';

/** The no on a step that has no main button just now. */
export function LoneRefusal({ view: { ask, session, kind } }: { view: CeremonyView }) {
  return (
    <>
      <div className="two-answers mt-3">
        <RefuseForm ask={ask} action="/passkey/decline" fields={{ session, kind }} />
      </div>
      <AfterRefusal ask={ask} />
    </>
  );
}

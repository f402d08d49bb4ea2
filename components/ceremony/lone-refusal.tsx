import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { RefuseForm } from './refuse-form';

/** "Don't allow" on a step that has no main button just now. */
export function LoneRefusal({ view: { ask, session, kind } }: { view: CeremonyView }) {
  if (!ask.proposal?.asksPermission) return null;
  return (
    <div className="two-answers">
      <RefuseForm action="/passkey/decline" fields={{ session, kind }} />
    </div>
  );
}

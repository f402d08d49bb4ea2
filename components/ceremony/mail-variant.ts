import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import type { CeremonyWay } from './ceremony-path';

type Variant = 'Assert' | 'Register' | 'Instead';

/** Why the e-mail: to confirm with it, before a passkey is made, or since the passkey is no way. */
export function mailVariant(view: CeremonyView, way: CeremonyWay): Variant {
  if (view.kind === 'assert') return 'Assert';
  return way === 'mail' ? 'Instead' : 'Register';
}

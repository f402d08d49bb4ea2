import type { Ending } from '@/lib/ceremonies/dto';
import type { AcceptedPasskeys, Refusal } from '@/lib/webauthn/dto';
import type { CeremonyProblem } from './dto';

/** What came of a browser's answer to a ceremony. */
export type Completion =
  /** Confirmed; where the customer goes (null: our own ending page). */
  | {
      result: 'confirmed';
      location: string | null;
      tokenRef: string;
      accepted: AcceptedPasskeys;
    }
  | { result: 'next' }
  | Refusal<CeremonyProblem>
  /** Confirmed, declined or expired before. */
  | { result: 'ended'; ending: Ending; tokenRef: string }
  | { result: 'unknown' };

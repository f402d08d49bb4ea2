import type { AcceptedPasskeys } from '@/lib/webauthn/dto';

/** What the script of the passkeys page tells the browser. */
export interface RemovedSignal {
  rpId: string;
  accepted: AcceptedPasskeys;
}

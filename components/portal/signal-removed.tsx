'use client';

import { useEffect } from 'react';
import { signalAccepted } from '@/components/webauthn/signal-passkeys';
import type { AcceptedPasskeys } from '@/lib/webauthn/dto';

/** Tells the browser which passkeys there are, so that it stops offering one that was removed. */
export function SignalRemoved({ rpId, accepted }: { rpId: string; accepted: AcceptedPasskeys }) {
  useEffect(() => {
    void signalAccepted(rpId, accepted);
  }, [rpId, accepted]);
  return null;
}

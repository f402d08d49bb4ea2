import { signalAccepted } from '@/components/webauthn/signal-passkeys';
import type { RemovedSignal } from './removed-signal';

for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-signal-removed]')) {
  const { rpId, accepted } = JSON.parse(dataset.signalRemoved ?? '') as RemovedSignal;
  void signalAccepted(rpId, accepted);
}

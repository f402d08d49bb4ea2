import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useSyncExternalStore } from 'react';

export type PasskeySupport = 'starting' | 'supported' | 'unsupported';

const never = () => () => undefined;

function support(): PasskeySupport {
  return window.isSecureContext && browserSupportsWebAuthn() ? 'supported' : 'unsupported';
}

/** `starting` in the HTML that the server sent, until the script runs. */
export function usePasskeySupport(): PasskeySupport {
  return useSyncExternalStore(never, support, () => 'starting');
}

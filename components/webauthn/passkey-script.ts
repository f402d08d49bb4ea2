import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { PasskeyView } from './passkey-view';
import type { PasskeySettings } from './passkey-settings';

const hasPasskeys = window.isSecureContext && browserSupportsWebAuthn();

for (const root of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const settings = JSON.parse(root.dataset.passkey ?? '') as PasskeySettings;
  new PasskeyView(root, settings).start(hasPasskeys);
}

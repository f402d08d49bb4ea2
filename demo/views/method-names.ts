import type { Method } from 'central-access-register-client';

export const methodNames: Readonly<Record<Method, string>> = {
  'passkey-assert': 'Passkey',
  'passkey-register': 'New passkey',
  'magic-link': 'Email link',
};

import type { SupplierFailure } from './dto';

/** What each failure means to whoever runs the register; `docs/runbook.md` says what to do. */
export const failureWords: Record<SupplierFailure, string> = {
  stopped: 'the customer stopped at the supplier, or it did not let them in',
  'no-meter-point': 'the supplier named no meter point in the claim that the settings name',
  spent: 'the answer belongs to no sign-in that this browser has open',
  'code-refused': 'the supplier did not take its own code any more',
  unreachable: 'the supplier could not be reached',
  'timed-out': 'the supplier did not answer in time',
  'out-of-order': 'the supplier says that it is out of order',
  'register-refused': 'the supplier does not accept the register: look at client id, secret or key',
  algorithm: 'the supplier signs, or wants the register known, in a way that is not accepted',
  issuer: 'the supplier calls itself by another address than the settings do',
  clock: 'the clocks of the supplier and of the register differ by more than is allowed',
  signature: 'the signature does not fit the keys that the supplier shows',
  'not-for-us': 'the supplier’s answer was made for somebody else or for another sign-in',
  unreadable: 'the supplier’s answer is not what OpenID Connect asks for',
};

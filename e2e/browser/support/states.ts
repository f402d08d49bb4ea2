import { deviceStates } from './device-states';
import { endingStates } from './ending-states';
import { linkStates } from './link-states';
import { portalMomentStates, portalPasskeyStates } from './portal-passkey-states';
import { portalRecordStates } from './portal-record-states';
import { portalReleaseStates } from './portal-release-states';
import { portalSignInStates } from './portal-sign-in-states';
import { receiptMomentStates, receiptPageStates, receiptPortalStates } from './receipt-states';
import { siteStates } from './site-states';
import type { State } from './state';
import { stepStates } from './step-states';

/** States that are pages of their own: loaded again, in the other language say, they are the same. */
export const pageStates: State[] = [
  ...stepStates,
  ...linkStates,
  ...endingStates,
  ...receiptPageStates,
  ...siteStates,
];

/** The portal's, likewise. */
export const portalStates: State[] = [
  ...portalSignInStates,
  ...portalRecordStates,
  ...portalReleaseStates,
  ...portalPasskeyStates,
  ...receiptPortalStates,
];

/** States that come about on an open page and are gone when it is loaded again. */
export const momentStates: State[] = [
  ...deviceStates,
  ...portalMomentStates,
  ...receiptMomentStates,
];

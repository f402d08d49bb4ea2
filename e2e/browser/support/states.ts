import type { Page } from '@playwright/test';
import { deviceStates } from './device-states';
import { endingStates } from './ending-states';
import { linkStates } from './link-states';
import { portalMomentStates, portalPasskeyStates } from './portal-passkey-states';
import { portalRecordStates } from './portal-record-states';
import { portalSignInStates } from './portal-sign-in-states';
import type { Scene } from './scene';
import { stepStates } from './step-states';

/** One thing that a hosted page can have to say; texts are keys of the pages' catalogue. */
export interface State {
  name: string;
  /** Opens the document's title. */
  title: string;
  heading: string;
  /** A button, link or sentence that leads on. */
  next: string;
  /** Values of the texts' places, beside the organisation's name. */
  values?: Record<string, string>;
  /** Console errors that belong to the state: Chromium logs a request's failure itself. */
  allowedConsole?: RegExp[];
  reach: (scene: Scene) => Promise<Page>;
}

/** States that are pages of their own: loaded again, in the other language say, they are the same. */
export const pageStates: State[] = [...stepStates, ...linkStates, ...endingStates];

/** The portal's, likewise. */
export const portalStates: State[] = [
  ...portalSignInStates,
  ...portalRecordStates,
  ...portalPasskeyStates,
];

/** States that come about on an open page and are gone when it is loaded again. */
export const momentStates: State[] = [...deviceStates, ...portalMomentStates];

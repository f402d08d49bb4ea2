import type { Page } from '@playwright/test';
import type { Scene } from './scene';

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

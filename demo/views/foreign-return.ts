import type { Asker, Demo } from '../demo';
import { html } from '../html';
import type { Page } from '../http';
import { page } from './layout';

/**
 * The return belongs to another browser. After an email link that is often the customer's own
 * second device; after a passkey page hardly ever, so there it is a refusal. Neither is signed in.
 */
export function foreignReturnPage(demo: Demo, asker: Asker, isFromMail: boolean): Page {
  return page({
    demo,
    company: asker.company,
    status: isFromMail ? 200 : 403,
    title: isFromMail ? 'Please go on where you started' : 'This was not started in this browser',
    content: html` <p>
        Nobody is signed in here. If you asked on another device, go back to it: it goes on by
        itself as soon as you have confirmed.
      </p>
      <p>
        If you did not ask ${asker.company.name} for anything, close this page. A link that somebody
        else sends you must not sign them, or you, in.
      </p>
      <p><a class="button" href="/${asker.id}">Go to ${asker.company.name}</a></p>`,
  });
}

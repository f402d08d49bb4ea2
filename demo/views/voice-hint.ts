import { html, type Html } from '../html';
import { card } from './forms';

/** A way to carry the meter number over to the charity that shows who reads its data. */
export function voiceHint(mpxn: string): Html {
  return card(
    'See who reads your data, and end it',
    html`<p>Household Voice is a charity. It sees nothing of you until you say so.</p>
      <form method="post" action="/voice/look-up">
        <input type="hidden" name="mpxn" value="${mpxn}" /><button class="quiet">
          Take this meter number to Household Voice
        </button>
      </form>`,
  );
}

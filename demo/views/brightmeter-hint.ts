import { html, type Html } from '../html';
import { card } from './forms';

/** A way to carry the meter number over to the company that knows nothing else. */
export function brightmeterHint(mpxn: string): Html {
  return card(
    'See another company ask',
    html`<p>Brightmeter has never met you and knows this meter number only.</p>
      <form method="post" action="/brightmeter/look-up">
        <input type="hidden" name="mpxn" value="${mpxn}" /><button class="quiet">
          Try this meter number at Brightmeter
        </button>
      </form>`,
  );
}

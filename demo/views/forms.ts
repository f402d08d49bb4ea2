import type { Method } from 'central-access-register-client';
import type { Ending } from '../attempt';
import { html, type Content, type Html } from '../html';

export type Input = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly type?: 'text' | 'email' | 'date';
  readonly autocomplete?: string;
  readonly required?: boolean;
};

export function inputField(input: Input): Html {
  const { name, hint, error } = input;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${name}">${input.label}</label>
    ${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : null}
    ${error ? html`<span class="error" id="${name}-error">${error}</span>` : null}
    <input
      id="${name}"
      name="${name}"
      type="${input.type ?? 'text'}"
      value="${input.value}"
      autocomplete="${input.autocomplete ?? 'off'}"
      ${
        described !== '' && html` aria-describedby="${described}"`
      }${error ? html` aria-invalid="true"` : null}${input.required === true && html` required`}
    />
  </div>`;
}

/** Three radio buttons: how, or whether, the customer comes back. */
export function endingChoice(group: string, companyName: string, chosen: Ending): Html {
  const choices: readonly (readonly [Ending, string])[] = [
    ['bound', `Come back to ${companyName}, bound to this browser (with a return code)`],
    ['return', `Come back to ${companyName}`],
    ['register', 'Stay on the register’s own last page (no return URL)'],
  ];
  return html`<fieldset>
    <legend>Afterwards</legend>
    ${choices.map(
      ([value, label]) =>
        html`<label class="choice" for="${group}-${value}"
          ><input
            type="radio"
            id="${group}-${value}"
            name="ending"
            value="${value}"
            ${value === chosen && html` checked`}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}

type MethodWords = {
  readonly heading: string;
  readonly about: string;
  readonly button: string;
};

const METHOD_WORDS: Readonly<Record<Method, MethodWords>> = {
  'passkey-assert': {
    heading: 'With a passkey',
    about: 'The customer uses the passkey they have. Fifteen minutes.',
    button: 'Ask for a passkey',
  },
  'magic-link': {
    heading: 'With an email link',
    about:
      'The register mails a link, which may be opened on another device. Fifteen minutes. Bound to this browser, a link pressed on another device does not count here; else the record says that it was not bound.',
    button: 'Send an email link',
  },
  'passkey-register': {
    heading: 'By adding a passkey',
    about: 'The customer makes a passkey; one they already have is proved first. Fifteen minutes.',
    button: 'Ask to add a passkey',
  },
};

export function methodForm(method: Method, action: string, companyName: string): Html {
  const words = METHOD_WORDS[method];
  return html`<section class="card" aria-labelledby="${method}-heading">
    <h2 id="${method}-heading">${words.heading}</h2>
    <p>${words.about}</p>
    <form method="post" action="${action}">
      <input type="hidden" name="method" value="${method}" />
      ${endingChoice(method, companyName, 'bound')}
      <button>${words.button}</button>
    </form>
  </section>`;
}

export function card(
  heading: string,
  content: Content,
  kind: 'plain' | 'good' | 'bad' | 'wait' = 'plain',
): Html {
  const id = `${heading.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-heading`;
  return html`<section class="card ${kind}" aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${content}
  </section>`;
}

import { watchExpiry, type Expiry } from '@/components/ui/watch-expiry';
import { PasskeyFlow } from './passkey-flow';
import type { PasskeySettings, PasskeyTitles } from './passkey-settings';

/** The one element of a passkey control that fits. */
function part(root: Element, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The passkey control has no ${selector}.`);
  return found;
}

/** Shows on the page how its passkey button stands. */
export class PasskeyView {
  readonly #root: HTMLElement;
  readonly #settings: PasskeySettings;
  readonly #flow: PasskeyFlow;
  readonly #button: HTMLButtonElement;
  /** The button, and the form that says no beside it. */
  readonly #answers: Element;
  readonly #status: HTMLElement;
  readonly #messages: HTMLElement;
  #isSupported = true;
  #expiry: Expiry = 'open';
  #shown: string | null = null;

  constructor(root: HTMLElement, settings: PasskeySettings) {
    this.#root = root;
    this.#settings = settings;
    this.#flow = new PasskeyFlow(settings, () => this.#show());
    this.#button = part(root, 'button[type="button"]') as HTMLButtonElement;
    this.#answers = this.#button.parentElement ?? this.#button;
    this.#status = part(root, '[role="status"]');
    this.#messages = part(root, '[role="alert"]');
  }

  start(isSupported: boolean): void {
    this.#isSupported = isSupported;
    const { expiry } = this.#settings;
    if (expiry) {
      watchExpiry(expiry.remainingMs, (now) => {
        this.#expiry = now;
        this.#show();
      });
    }
    if (isSupported) {
      this.#button.addEventListener('click', () => this.#flow.press());
      this.#button.disabled = false;
      this.#flow.start();
    }
    this.#show();
  }

  /** Time may run out while the device's dialog is open; then its answer decides. */
  get #isOver(): boolean {
    return this.#expiry === 'over' && this.#flow.phase === 'ready';
  }

  #show(): void {
    const { phase, notice } = this.#flow;
    const { words, titles } = this.#settings;
    const isToReach = notice === 'unreachable' || notice === 'busy';
    const label = (isToReach ? words.reach : undefined) ?? words.button;
    if (this.#button.textContent !== label) this.#button.textContent = label;
    if (phase === 'ready') this.#button.removeAttribute('aria-disabled');
    else this.#button.setAttribute('aria-disabled', 'true');
    const status = this.#statusText();
    if (this.#status.textContent !== status) this.#status.textContent = status;
    this.#showMessage(this.#message());
    if (this.#isOver) this.#remove(this.#answers);
    else if (!this.#isSupported) this.#remove(this.#button);
    if (titles) document.title = titles[this.#titleName()];
  }

  #statusText(): string {
    const { phase } = this.#flow;
    const { words, expiry } = this.#settings;
    if (!this.#isSupported || this.#isOver) return '';
    if (phase !== 'ready') return words[phase];
    return this.#expiry === 'soon' && expiry ? expiry.soon : '';
  }

  #message(): string | null {
    const { phase, notice } = this.#flow;
    if (!this.#isSupported) return 'unsupported';
    if (this.#isOver) return 'expired';
    return phase === 'leaving' ? null : notice;
  }

  #titleName(): keyof PasskeyTitles {
    const { phase, notice } = this.#flow;
    if (!this.#isSupported) return 'unsupported';
    if (this.#isOver) return 'expired';
    if (phase === 'leaving') return 'done';
    if (phase === 'waiting' || phase === 'checking') return 'waiting';
    return notice ? 'problem' : 'ready';
  }

  #showMessage(name: string | null): void {
    if (name === this.#shown) return;
    this.#shown = name;
    const found =
      name === null
        ? null
        : this.#root.querySelector<HTMLTemplateElement>(`template[data-message="${name}"]`);
    this.#messages.replaceChildren(...(found ? [found.content.cloneNode(true)] : []));
  }

  /** For good: the button, or where time has run out all that stands beside it as well. */
  #remove(part: Element): void {
    if (!part.isConnected) return;
    const hadFocus = part.contains(document.activeElement);
    part.remove();
    this.#root.dataset.button = 'gone';
    // The focus fell off with the button: put it on what took its place.
    if (hadFocus || document.activeElement === document.body) {
      this.#messages.querySelector('h2')?.focus();
    }
  }
}

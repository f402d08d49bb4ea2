import type { AnswerProblem, PasskeyOptions } from '@/lib/webauthn/dto';
import { askAutofill, askDevice, deviceNotice, type DeviceNotice } from './ask-device';
import {
  requestChallenge,
  sendResponse,
  type PasskeyResponse,
  type PasskeyTarget,
} from './requests';
import { signalPasskeys } from './signal-passkeys';

export type Phase = 'ready' | 'waiting' | 'checking' | 'preparing' | 'leaving';

/** What can go wrong with one try, on the device, on the way or at the register. */
export type Notice<Problem extends string = never> =
  DeviceNotice | 'unreachable' | AnswerProblem | Problem;

export interface PasskeyUse {
  target: PasskeyTarget;
  /** What the page asks the device, before anything is fetched. */
  options: PasskeyOptions | null;
  /** The page that follows once a factor is proved; otherwise this one again. */
  nextPath?: string | undefined;
  /** Whether passkeys are also offered in the autofill of the page's fields. */
  offersAutofill?: boolean | undefined;
}

interface Unsent {
  options: PasskeyOptions;
  response: PasskeyResponse;
}

/** A challenge lives five minutes; a page that stays open longer gets a new one in time. */
const REFRESH_MS = 240_000;

/**
 * A passkey button of any page: press, or pick in the autofill → device → answer. After a try that failed
 * a fresh challenge is fetched at once, so that nothing needs fetching between the next press and the
 * dialog. A response that could not be delivered is kept, and sent again by the next press.
 */
export class PasskeyFlow {
  phase: Phase = 'ready';
  notice: Notice<string> | null = null;
  readonly #use: PasskeyUse;
  readonly #show: () => void;
  #options: PasskeyOptions | null;
  #unsent: Unsent | null = null;

  /** `show` is called after each change of `phase` or `notice`. */
  constructor(use: PasskeyUse, show: () => void) {
    this.#use = use;
    this.#options = use.options;
    this.#show = show;
  }

  start(): void {
    void this.#offer();
    setInterval(() => void this.#renew(), REFRESH_MS);
    window.addEventListener('pageshow', ({ persisted }) => {
      // Out of the browser's history comes a page whose question was answered, or is no longer offered.
      if (persisted) this.#reload();
    });
  }

  /** The button's: asks the device, or sends again what could not be delivered. */
  press(): void {
    if (this.phase !== 'ready') return;
    if (this.#unsent) void this.#deliver(this.#unsent);
    else if (this.#options) void this.#run(this.#options);
    else void this.#prepare(null);
  }

  #enter(phase: Phase, notice = this.notice): void {
    this.phase = phase;
    this.notice = notice;
    this.#show();
  }

  #reload(): void {
    this.#enter('leaving');
    window.location.reload();
  }

  async #run(used: PasskeyOptions): Promise<void> {
    this.#options = null;
    this.#enter('waiting', null);
    let response: PasskeyResponse;
    try {
      response = await askDevice(used);
    } catch (error) {
      await this.#prepare(deviceNotice(error, used.creationOptions !== null));
      return;
    }
    await this.#deliver({ options: used, response });
  }

  async #prepare(reason: Notice<string> | null): Promise<void> {
    this.#enter('preparing', reason ?? this.notice);
    const answer = await requestChallenge(this.#use.target);
    if (answer?.result === 'reload') {
      this.#reload();
      return;
    }
    this.#options = answer?.result === 'options' ? answer : null;
    const failure = answer?.result === 'problem' ? answer.problem : 'unreachable';
    this.#enter('ready', this.#options ? reason : failure);
    void this.#offer();
  }

  async #deliver(answered: Unsent): Promise<void> {
    this.#unsent = answered;
    this.#enter('checking');
    const answer = await sendResponse<string>(this.#use.target, answered.response);
    if (!answer || (answer.result === 'problem' && answer.problem === 'busy')) {
      this.#enter('ready', answer ? 'busy' : 'unreachable');
      return;
    }
    this.#unsent = null;
    if (answer.result === 'reload') {
      this.#reload();
      return;
    }
    if (answer.result !== 'problem') this.#enter('leaving');
    await signalPasskeys(answered.options, answer);
    if (answer.result === 'done') window.location.assign(answer.location);
    else if (answer.result === 'problem') await this.#prepare(answer.problem);
    else window.location.replace(this.#use.nextPath ?? window.location.href);
  }

  async #offer(): Promise<void> {
    const offered = this.#options;
    if (!this.#use.offersAutofill || !offered) return;
    const response = await askAutofill(offered);
    if (!response) return;
    this.#options = null;
    await this.#deliver({ options: offered, response });
  }

  async #renew(): Promise<void> {
    // Only an unused challenge is worth replacing, and an unreachable register is no news here.
    if (!this.#options || this.phase !== 'ready') return;
    const answer = await requestChallenge(this.#use.target);
    if (answer?.result !== 'options') return;
    this.#options &&= answer;
    void this.#offer();
  }
}

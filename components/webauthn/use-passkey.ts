import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AnswerProblem, PasskeyOptions } from '@/lib/webauthn/dto';
import {
  askAutofill,
  askDevice,
  deviceNotice,
  stopAutofill,
  type DeviceNotice,
} from './ask-device';
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

interface PasskeyInput {
  target: PasskeyTarget;
  initialOptions: PasskeyOptions | null;
  /** The page that follows once a factor is proved; otherwise this one again. */
  nextPath?: string;
  /** Whether passkeys are also offered in the autofill of the page's fields. */
  offersAutofill?: boolean;
}

export interface PasskeyUse<Problem extends string> {
  phase: Phase;
  notice: Notice<Problem> | null;
  /** The button's: asks the device, or sends again what could not be delivered. */
  press: () => void;
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
export function usePasskey<Problem extends string = never>({
  target,
  initialOptions,
  nextPath,
  offersAutofill = false,
}: PasskeyInput): PasskeyUse<Problem> {
  const [phase, setPhase] = useState<Phase>('ready');
  const [notice, setNotice] = useState<Notice<Problem> | null>(null);
  const options = useRef<PasskeyOptions | null>(initialOptions);
  const unsent = useRef<Unsent | null>(null);

  const reload = () => {
    setPhase('leaving');
    window.location.reload();
  };

  const prepare = async (reason: Notice<Problem> | null) => {
    if (reason) setNotice(reason);
    setPhase('preparing');
    const answer = await requestChallenge(target);
    if (answer?.result === 'reload') {
      reload();
      return;
    }
    options.current = answer?.result === 'options' ? answer : null;
    setNotice(answer?.result === 'problem' ? answer.problem : answer ? reason : 'unreachable');
    setPhase('ready');
    void offer();
  };

  const deliver = async (answered: Unsent) => {
    setPhase('checking');
    unsent.current = answered;
    const answer = await sendResponse<Problem>(target, answered.response);
    if (!answer || (answer.result === 'problem' && answer.problem === 'busy')) {
      setNotice(answer ? 'busy' : 'unreachable');
      setPhase('ready');
      return;
    }
    unsent.current = null;
    if (answer.result === 'reload') {
      reload();
      return;
    }
    if (answer.result !== 'problem') setPhase('leaving');
    await signalPasskeys(answered.options, answer);
    if (answer.result === 'done') window.location.assign(answer.location);
    else if (answer.result === 'problem') await prepare(answer.problem);
    else window.location.replace(nextPath ?? window.location.href);
  };

  const offer = async () => {
    const offered = options.current;
    if (!offersAutofill || !offered) return;
    const response = await askAutofill(offered);
    if (!response) return;
    options.current = null;
    await deliver({ options: offered, response });
  };

  const run = async (used: PasskeyOptions) => {
    options.current = null;
    setNotice(null);
    setPhase('waiting');
    let response: PasskeyResponse;
    try {
      response = await askDevice(used);
    } catch (error) {
      await prepare(deviceNotice(error, used.creationOptions !== null));
      return;
    }
    await deliver({ options: used, response });
  };

  const start = useEffectEvent(() => void offer());
  const renew = useEffectEvent(async () => {
    // Only an unused challenge is worth replacing, and an unreachable register is no news here.
    if (!options.current || phase !== 'ready') return;
    const answer = await requestChallenge(target);
    if (answer?.result !== 'options') return;
    options.current &&= answer;
    void offer();
  });

  useEffect(() => {
    start();
    const timer = setInterval(() => void renew(), REFRESH_MS);
    return () => {
      clearInterval(timer);
      stopAutofill();
    };
  }, []);

  const press = () => {
    if (phase !== 'ready') return;
    if (unsent.current) void deliver(unsent.current);
    else if (options.current) void run(options.current);
    else void prepare(null);
  };
  return { phase, notice, press };
}

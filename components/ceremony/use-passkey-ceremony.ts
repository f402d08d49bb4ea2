import { useEffect, useRef, useState } from 'react';
import { askDevice, deviceNotice, type PasskeyOptions } from './ask-device';
import {
  requestChallenge,
  sendResponse,
  type CeremonyTarget,
  type PasskeyResponse,
} from './ceremony-requests';
import type { Notice } from './passkey-words';
import { signalPasskeys } from './signal-passkeys';

export type Phase = 'ready' | 'waiting' | 'checking' | 'preparing' | 'leaving';

interface CeremonyInput {
  target: CeremonyTarget;
  initialOptions: PasskeyOptions;
  /** This page, to load again. */
  selfPath: string;
  /** The page that follows once a factor is proved. */
  nextPath: string;
}

export interface PasskeyCeremony {
  phase: Phase;
  notice: Notice | null;
  press: () => void;
  retry: () => void;
}

/** A challenge lives five minutes; a page that stays open longer gets a new one in time. */
const REFRESH_MS = 240_000;

interface Unsent {
  options: PasskeyOptions;
  response: PasskeyResponse;
}

/**
 * One passkey ceremony in the browser: press → device → answer. After a try that failed a fresh
 * challenge is fetched at once, so that nothing needs fetching between the next press and the dialog.
 * A response that could not be delivered is kept and sent again on `retry`.
 */
export function usePasskeyCeremony(input: CeremonyInput): PasskeyCeremony {
  const { target, initialOptions, selfPath, nextPath } = input;
  const [phase, setPhase] = useState<Phase>('ready');
  const [notice, setNotice] = useState<Notice | null>(null);
  const options = useRef<PasskeyOptions | null>(initialOptions);
  const unsent = useRef<Unsent | null>(null);

  const prepare = async (reason: Notice | null) => {
    setPhase('preparing');
    const answer = await requestChallenge(target);
    if (answer?.result === 'reload') {
      setPhase('leaving');
      window.location.replace(selfPath);
      return;
    }
    options.current = answer?.result === 'options' ? answer : null;
    setNotice(answer?.result === 'problem' ? answer.problem : answer ? reason : 'unreachable');
    setPhase('ready');
  };

  const deliver = async (answered: Unsent) => {
    setPhase('checking');
    unsent.current = answered;
    const answer = await sendResponse(target, answered.response);
    if (!answer || (answer.result === 'problem' && answer.problem === 'busy')) {
      setNotice(answer ? 'busy' : 'unreachable');
      setPhase('ready');
      return;
    }
    unsent.current = null;
    if (answer.result !== 'problem') setPhase('leaving');
    await signalPasskeys(answered.options, answer);
    if (answer.result === 'done') window.location.assign(answer.location);
    else if (answer.result === 'next') window.location.replace(nextPath);
    else {
      setNotice(answer.problem);
      await prepare(answer.problem);
    }
  };

  const run = async (used: PasskeyOptions) => {
    options.current = null;
    setNotice(null);
    setPhase('waiting');
    let response: PasskeyResponse;
    try {
      response = await askDevice(used);
    } catch (error) {
      const reason = deviceNotice(error, used.creationOptions !== null);
      setNotice(reason);
      await prepare(reason);
      return;
    }
    await deliver({ options: used, response });
  };

  useEffect(() => {
    const renew = async () => {
      // Only an unused challenge is worth replacing, and an unreachable register is no news here.
      if (!options.current) return;
      const answer = await requestChallenge(target);
      if (answer?.result === 'options') options.current &&= answer;
    };
    const timer = setInterval(() => void renew(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [target]);

  return {
    phase,
    notice,
    press: () => {
      if (phase === 'ready' && options.current) void run(options.current);
    },
    retry: () => {
      if (phase !== 'ready') return;
      void (unsent.current ? deliver(unsent.current) : prepare(null));
    },
  };
}

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  askAutofill,
  askDevice,
  deviceNotice,
  stopAutofill,
  type PasskeyOptions,
} from '@/components/ceremony/ask-device';
import { hasResult, postJson, type PasskeyResponse } from '@/components/ceremony/ceremony-requests';
import { signalPasskeys } from '@/components/ceremony/signal-passkeys';
import type { ChallengeAnswer } from '@/lib/passkeys/dto';
import type { PasskeyAddAnswer, PasskeyJoinAnswer, PasskeySignInAnswer } from '@/lib/portal/dto';
import type { PortalNotice } from './passkey-words';

export type PortalPhase = 'ready' | 'waiting' | 'checking' | 'leaving';
type Answer = PasskeySignInAnswer | PasskeyAddAnswer | PasskeyJoinAnswer;

/** Where a page of the portal posts: what the device answered, and for a fresh challenge. */
export interface PortalPasskeyPaths {
  complete: string;
  challenge: string;
}

interface PortalPasskeyInput {
  paths: PortalPasskeyPaths;
  initialOptions: PasskeyOptions;
  /** Whether passkeys are also offered in the autofill of the page's fields. */
  offersAutofill: boolean;
}

/** A challenge lives five minutes; a page that stays open longer gets a new one in time. */
const REFRESH_MS = 240_000;

function noticeOf(error: unknown, { creationOptions }: PasskeyOptions): PortalNotice {
  const isAdding = creationOptions !== null;
  const notice = deviceNotice(error, isAdding);
  // Where one is added there is no other way to point to.
  return isAdding && notice === 'not-allowed' ? 'not-added' : notice;
}

async function requestOptions(path: string): Promise<ChallengeAnswer | null> {
  const answer = await postJson(path, {});
  return hasResult(answer, ['options', 'reload', 'problem']) ? (answer as ChallengeAnswer) : null;
}

async function send(path: string, response: PasskeyResponse): Promise<Answer | null> {
  const answer = await postJson(path, { response });
  return hasResult(answer, ['done', 'problem']) ? (answer as Answer) : null;
}

/** A passkey button of the portal: press, or pick in the autofill → device → answer. */
export function usePortalPasskey({ paths, initialOptions, offersAutofill }: PortalPasskeyInput) {
  const [phase, setPhase] = useState<PortalPhase>('ready');
  const [notice, setNotice] = useState<PortalNotice | null>(null);
  const options = useRef<PasskeyOptions | null>(initialOptions);

  /** With a fresh challenge the next press needs to fetch nothing. */
  const prepare = async (reason: PortalNotice | null) => {
    const answer = await requestOptions(paths.challenge);
    if (answer?.result === 'reload') {
      setPhase('leaving');
      window.location.reload();
      return;
    }
    options.current = answer?.result === 'options' ? answer : null;
    setNotice(answer?.result === 'problem' ? answer.problem : answer ? reason : 'unreachable');
    setPhase('ready');
    if (options.current) void offer();
  };

  const deliver = async (used: PasskeyOptions, response: PasskeyResponse) => {
    setPhase('checking');
    const answer = await send(paths.complete, response);
    if (!answer) {
      await prepare('unreachable');
      return;
    }
    if (answer.result === 'done') setPhase('leaving');
    await signalPasskeys(used, answer);
    if (answer.result === 'done') window.location.assign(answer.location);
    else await prepare(answer.problem);
  };

  const offer = async () => {
    const offered = options.current;
    if (!offersAutofill || !offered) return;
    const response = await askAutofill(offered);
    if (!response) return;
    options.current = null;
    await deliver(offered, response);
  };

  const run = async (used: PasskeyOptions) => {
    options.current = null;
    setNotice(null);
    setPhase('waiting');
    let response: PasskeyResponse;
    try {
      response = await askDevice(used);
    } catch (error) {
      await prepare(noticeOf(error, used));
      return;
    }
    await deliver(used, response);
  };

  const start = useEffectEvent(() => void offer());
  const renew = useEffectEvent(async () => {
    if (!options.current || phase !== 'ready') return;
    const answer = await requestOptions(paths.challenge);
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
    if (options.current) void run(options.current);
    else void prepare(null);
  };
  return { phase, notice, press };
}

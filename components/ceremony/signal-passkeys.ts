import { sendSignal } from '@simplewebauthn/browser';
import type { AcceptedPasskeys } from '@/lib/passkeys/dto';
import type { PasskeyOptions } from './ask-device';

const PATIENCE_MS = 500;

/** What an answer of the register says of passkeys. */
interface Answer {
  result: string;
  accepted?: AcceptedPasskeys;
  unknownCredentialId?: string;
}

const methods = {
  unknownCredential: 'signalUnknownCredential',
  allAcceptedCredentials: 'signalAllAcceptedCredentials',
} as const;

function canSignal(name: keyof typeof methods): boolean {
  return methods[name] in PublicKeyCredential;
}

/** The signals that follow from an answer, as far as this browser has them. */
function signalsFor(
  { creationOptions, requestOptions }: PasskeyOptions,
  answer: Answer,
): Promise<undefined>[] {
  const isUnknown = answer.result === 'problem' && answer.unknownCredentialId !== undefined;
  const rpID = creationOptions?.rp.id ?? requestOptions?.rpId;
  if (isUnknown && rpID && canSignal('unknownCredential')) {
    return [
      sendSignal({
        signalName: 'unknownCredential',
        rpID,
        credentialID: answer.unknownCredentialId ?? '',
      }),
    ];
  }
  if (answer.result === 'done' && answer.accepted && rpID && canSignal('allAcceptedCredentials')) {
    return [
      sendSignal({
        signalName: 'allAcceptedCredentials',
        rpID,
        userID: answer.accepted.userId,
        allAcceptedCredentialIDs: answer.accepted.credentialIds,
      }),
    ];
  }
  return [];
}

/** Tells the device, outside a ceremony, which passkeys of a person there are: after a removal, say. */
export async function signalAccepted(rpID: string, accepted: AcceptedPasskeys): Promise<void> {
  if (!('PublicKeyCredential' in window) || !canSignal('allAcceptedCredentials')) return;
  await Promise.allSettled([
    sendSignal({
      signalName: 'allAcceptedCredentials',
      rpID,
      userID: accepted.userId,
      allAcceptedCredentialIDs: accepted.credentialIds,
    }),
  ]);
}

/**
 * Tells the device which passkeys the register still knows, so that it stops offering others. A hint:
 * few browsers take it, none promises anything, and the customer hardly waits for it.
 */
export async function signalPasskeys(options: PasskeyOptions, answer: Answer): Promise<void> {
  const signals = signalsFor(options, answer);
  if (signals.length === 0) return;
  await Promise.race([
    Promise.allSettled(signals),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

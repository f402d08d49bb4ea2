import { sendSignal } from '@simplewebauthn/browser';
import type { AcceptedPasskeys, PasskeyAnswer, PasskeyOptions } from '@/lib/webauthn/dto';

const PATIENCE_MS = 500;

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
  answer: PasskeyAnswer<string>,
): Promise<undefined>[] {
  const unknownId = answer.result === 'problem' ? answer.unknownCredentialId : undefined;
  const rpID = creationOptions?.rp.id ?? requestOptions?.rpId;
  if (unknownId !== undefined && rpID && canSignal('unknownCredential')) {
    return [
      sendSignal({
        signalName: 'unknownCredential',
        rpID,
        credentialID: unknownId,
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
export async function signalPasskeys(
  options: PasskeyOptions,
  answer: PasskeyAnswer<string>,
): Promise<void> {
  const signals = signalsFor(options, answer);
  if (signals.length === 0) return;
  await Promise.race([
    Promise.allSettled(signals),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

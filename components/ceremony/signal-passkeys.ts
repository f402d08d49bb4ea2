import { sendSignal } from '@simplewebauthn/browser';
import type { CompleteAnswer } from '@/lib/passkeys/dto';
import type { PasskeyOptions } from './ask-device';
import type { PasskeyResponse } from './ceremony-requests';

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
  response: PasskeyResponse,
  answer: CompleteAnswer,
): Promise<undefined>[] {
  const isUnknown = answer.result === 'problem' && answer.unknownCredentialId !== undefined;
  if (isUnknown && requestOptions?.rpId && canSignal('unknownCredential')) {
    return [
      sendSignal({
        signalName: 'unknownCredential',
        rpID: requestOptions.rpId,
        credentialID: answer.unknownCredentialId ?? '',
      }),
    ];
  }
  // Only an enrolment's options name every passkey of the holder. An assertion's leave out those that
  // this organisation may not use, and the device would hide them.
  if (answer.result === 'done' && creationOptions?.rp.id && canSignal('allAcceptedCredentials')) {
    const known = creationOptions.excludeCredentials ?? [];
    return [
      sendSignal({
        signalName: 'allAcceptedCredentials',
        rpID: creationOptions.rp.id,
        userID: creationOptions.user.id,
        allAcceptedCredentialIDs: [...known.map(({ id }) => id), response.id],
      }),
    ];
  }
  return [];
}

/**
 * Tells the device which passkeys the register still knows, so that it stops offering others. A hint:
 * few browsers take it, none promises anything, and the customer hardly waits for it.
 */
export async function signalPasskeys(
  options: PasskeyOptions,
  response: PasskeyResponse,
  answer: CompleteAnswer,
): Promise<void> {
  const signals = signalsFor(options, response, answer);
  if (signals.length === 0) return;
  await Promise.race([
    Promise.allSettled(signals),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';

/**
 * What a page has for the device, with a challenge of this view: options for using a passkey, or for making
 * one. Both are null on a page that asks for no passkey.
 */
export interface PasskeyOptions {
  requestOptions: PublicKeyCredentialRequestOptionsJSON | null;
  creationOptions: PublicKeyCredentialCreationOptionsJSON | null;
}

/** Why an answer was not accepted, whichever page asked. */
export type AnswerProblem =
  | 'challenge'
  | 'credential'
  | 'verification'
  | 'counter'
  | 'already-enrolled'
  /** The register answered, and could not do its work just now. */
  | 'busy';

export interface Refusal<Problem extends string> {
  result: 'problem';
  problem: Problem;
  /** A passkey that the device still offers and the register does not know: the device may drop it. */
  unknownCredentialId?: string;
}

/** All passkeys of a person, so that the device can drop others (WebAuthn Level 3 signal methods). */
export interface AcceptedPasskeys {
  /** The user handle, base64url. */
  userId: string;
  credentialIds: string[];
}

/** What the register says to a device's answer. */
export type PasskeyAnswer<Problem extends string = AnswerProblem> =
  | { result: 'done'; location: string; accepted?: AcceptedPasskeys }
  /** A factor was proved; the page that follows shows the next step. */
  | { result: 'next' }
  | Refusal<Problem>;

/** What the register says to a page that asks for a fresh challenge. */
export type ChallengeAnswer =
  | ({ result: 'options' } & PasskeyOptions)
  /** What the page asks for has changed meanwhile: it is to be loaded again. */
  | { result: 'reload' }
  | Refusal<'verification' | 'busy'>;

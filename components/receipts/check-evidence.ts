import type { ReceiptClaims } from '@/lib/receipts/dto';
import { base64urlOf, bytesOf, digestOf, jsonOf } from './base64url';
import { plainSignature, readCoseKey } from './cose-key';

/** What a customer's device signed, as it stands beside a receipt "with proof"; bytes are base64url. */
export interface ReceiptEvidence {
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  publicKey: string;
  algorithm: number;
}

/** `fits`: a passkey signed the proposal that the receipt names. `unknown`: this browser cannot tell. */
export type EvidenceFinding = 'fits' | 'does-not-fit' | 'unknown';

const USER_PRESENT_AND_VERIFIED = 0b101;

/** The digest of evidence: of its RFC 8785 form, which for such members is JSON with their names sorted. */
function digestOfEvidence({
  algorithm,
  authenticatorData,
  clientDataJSON,
  publicKey,
  signature,
}: ReceiptEvidence): Promise<string> {
  const sorted = { algorithm, authenticatorData, clientDataJSON, publicKey, signature };
  return digestOf(JSON.stringify(sorted));
}

/** Whether the challenge that was signed ends with the 32 bytes of the proposal's digest. */
function isOfProposal(challenge: unknown, proposalDigest: string): boolean {
  if (typeof challenge !== 'string') return false;
  const bytes = bytesOf(challenge);
  return bytes.length === 64 && base64urlOf(bytes.slice(32)) === proposalDigest;
}

async function isSigned(evidence: ReceiptEvidence): Promise<boolean> {
  const { jwk, importAs, verifyAs, isEcdsa } = readCoseKey(bytesOf(evidence.publicKey));
  const key = await crypto.subtle.importKey('jwk', jwk, importAs, false, ['verify']);
  const clientDataHash = await crypto.subtle.digest('SHA-256', bytesOf(evidence.clientDataJSON));
  const authenticatorData = bytesOf(evidence.authenticatorData);
  const signed = new Uint8Array([...authenticatorData, ...new Uint8Array(clientDataHash)]);
  const signature = bytesOf(evidence.signature);
  return crypto.subtle.verify(
    verifyAs,
    key,
    isEcdsa ? plainSignature(signature) : signature,
    signed,
  );
}

async function fits(evidence: ReceiptEvidence, claims: ReceiptClaims): Promise<boolean> {
  const proposalDigest = claims.confirmation?.['proposal-digest'];
  if (!proposalDigest || (await digestOfEvidence(evidence)) !== claims['evidence-digest']) {
    return false;
  }
  const { type, challenge, origin } = jsonOf(evidence.clientDataJSON) as Record<string, unknown>;
  const flags = bytesOf(evidence.authenticatorData)[32] ?? 0;
  const isAsserted =
    type === 'webauthn.get' &&
    origin === claims.iss &&
    (flags & USER_PRESENT_AND_VERIFIED) === USER_PRESENT_AND_VERIFIED;
  return isAsserted && isOfProposal(challenge, proposalDigest) && (await isSigned(evidence));
}

/**
 * Whether the evidence beside a genuine receipt is what the receipt names, and a passkey signed the proposal
 * with it (WebAuthn, section 7.2). Not checked: whose passkey it is, which the register alone knows.
 */
export async function checkEvidence(
  evidence: ReceiptEvidence,
  claims: ReceiptClaims,
): Promise<EvidenceFinding> {
  try {
    return (await fits(evidence, claims)) ? 'fits' : 'does-not-fit';
  } catch (error) {
    // Browsers that do not know a kind of key say so by this name, whatever else is right.
    if (error instanceof DOMException && error.name === 'NotSupportedError') return 'unknown';
    // All else that throws is evidence that is not written as WebAuthn writes it.
    if (error instanceof DOMException || error instanceof SyntaxError) return 'does-not-fit';
    if (error instanceof TypeError) return 'does-not-fit';
    throw error;
  }
}

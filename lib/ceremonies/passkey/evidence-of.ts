import type { Credential } from '@/lib/db/generated/client';
import type { Evidence } from '@/lib/evidence/dto';
import { coseAlgorithm } from '@/lib/webauthn/cose-algorithm';
import type { AuthenticationResponse } from '@/lib/webauthn/schemas';

/** What a verified answer of a passkey leaves for whoever must verify it later. */
export function evidenceOf(
  { response }: AuthenticationResponse,
  { publicKey }: Pick<Credential, 'publicKey'>,
): Evidence {
  const { clientDataJSON, authenticatorData, signature } = response;
  return {
    ...{ clientDataJSON, authenticatorData, signature },
    publicKey: Buffer.from(publicKey).toString('base64url'),
    algorithm: coseAlgorithm(publicKey),
  };
}

import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { SoftwareAuthenticator } from '../harness/webauthn-authenticator';

const origin = 'http://localhost:3000';
const challenge = Buffer.from('a challenge of the bench').toString('base64url');
const pubKeyCredParams = [{ type: 'public-key' as const, alg: -7 }];

/** ES256 assertions a second that the signature library alone verifies on one core. */
export async function signatureRate(seconds: number): Promise<number> {
  const device = new SoftwareAuthenticator({ origin });
  const rp = { id: 'localhost', name: 'bench' };
  const user = { id: challenge, name: 'bench', displayName: 'bench' };
  const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rp.id };
  const registration = await verifyRegistrationResponse({
    response: device.register({ rp, user, challenge, pubKeyCredParams }),
    ...expected,
  });
  if (!registration.verified) throw new Error('the bench’s own passkey was not verified');
  const { credential } = registration.registrationInfo;
  const response = device.assert({ challenge, rpId: rp.id });
  const until = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < until; count += 1) {
    const { verified } = await verifyAuthenticationResponse({ response, credential, ...expected });
    if (!verified) throw new Error('the bench’s own assertion was not verified');
  }
  return count / seconds;
}

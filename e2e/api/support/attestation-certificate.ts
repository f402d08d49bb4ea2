import { randomBytes, sign } from 'node:crypto';
import { createKeyPair } from '../../../harness/key-pair';
import type { AttestationCertificate } from './hand-made-registration';

const DAY_MS = 86_400_000;

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const attribute = (id: string, value: string) =>
  der(0x31, sequence(objectId(id), der(0x0c, Buffer.from(value))));
const utcTime = (instant: number) => {
  const digits = new Date(instant).toISOString().slice(2, 19).replace(/[-:T]/g, '');
  return der(0x17, Buffer.from(`${digits}Z`));
};

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const subject = sequence(
  attribute('550406', 'GB'),
  attribute('55040a', 'A maker of keys'),
  attribute('55040b', 'Authenticator Attestation'),
  attribute('550403', 'A key'),
);
// basicConstraints, not a certificate authority: WebAuthn §8.2.1 asks for it.
const extensions = sequence(sequence(objectId('551d13'), der(0x04, sequence())));

/** A certificate as the maker of an authenticator has one, in order but for nobody vouching for it. */
export function createAttestationCertificate(): AttestationCertificate {
  const { publicKey, privateKey } = createKeyPair('P-256');
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    subject,
    sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  return {
    certificate: sequence(toBeSigned, ecdsaWithSha256, signature),
    sign: (data) => sign('sha256', data, privateKey),
  };
}

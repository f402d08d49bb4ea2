import { z } from 'zod';
import { list } from '@/lib/platform/schema-parts';

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);

const shared = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(32).nullish(),
  /** What extensions answered, none of which is asked for: dropped. Some browsers leave it out. */
  clientExtensionResults: z
    .object({})
    .nullish()
    .transform((results) => results ?? {}),
};

/** The JSON forms of WebAuthn Level 3 §5.1, as far as they are looked at. */
export const registrationResponseSchema = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url(8192),
    attestationObject: base64url(16_384),
    /** Unknown ones are dropped where they are stored. */
    transports: list(z.string().max(64), { max: 64 })
      .nullish()
      .transform((transports) => transports ?? []),
  }),
});

export const authenticationResponseSchema = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url(8192),
    authenticatorData: base64url(8192),
    signature: base64url(8192),
    /** Empty: the authenticator sent none. */
    userHandle: z
      .union([z.literal(''), base64url(128)])
      .nullish()
      .transform((handle) => (handle === '' ? null : handle)),
  }),
});

export const webauthnResponseSchema = z.union([
  registrationResponseSchema,
  authenticationResponseSchema,
]);

export type RegistrationResponse = z.output<typeof registrationResponseSchema>;
export type AuthenticationResponse = z.output<typeof authenticationResponseSchema>;
export type WebauthnResponse = z.output<typeof webauthnResponseSchema>;

export function isRegistration(response: WebauthnResponse): response is RegistrationResponse {
  return 'attestationObject' in response.response;
}

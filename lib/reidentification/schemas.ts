import { z } from 'zod';
import { mpxnSchema } from '@/lib/meter-points/mpxn';
import { optional } from '@/lib/platform/schema-parts';

export const methods = ['magic-link', 'passkey-assert', 'passkey-register'] as const;
export type Method = (typeof methods)[number];

/** Most characters of `state`, which is added unchanged to the return URL. */
export const MAX_STATE = 512;

/** The fields of both initiating calls that tie the answer to the caller's own browser session. */
export const returnBinding = {
  state: optional(z.string().max(MAX_STATE, `must have at most ${MAX_STATE} characters`)),
  'bind-return': optional(z.boolean()),
};

const initiating = {
  method: z.enum(methods),
  'redirect-url': optional(z.string()),
  'passkey-return-url': optional(z.string()),
  ...returnBinding,
};

export const startByRecordSchema = z.strictObject(initiating);
export const startByMeterPointSchema = z.strictObject({ mpxn: mpxnSchema, ...initiating });
export type StartInput = z.output<typeof startByRecordSchema>;

export const statusQuerySchema = z.strictObject({ 'return-code': z.string().max(128).optional() });
export const existsQuerySchema = z.strictObject({ mpxn: mpxnSchema });

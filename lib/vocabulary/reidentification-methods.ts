import { z } from 'zod';

export const methods = ['magic-link', 'passkey-assert', 'passkey-register'] as const;
export type Method = (typeof methods)[number];

export const methodSchema = z.enum(methods).meta({
  id: 'ReidentificationMethod',
  description:
    'How the customer proves to be the person of the Identity Record: a mailed link, the passkey ' +
    'they have, or a passkey that they enrol now.',
});

/** Whether what confirmed was itself proved before. */
export const assurances = ['proven', 'unproven'] as const;
export type Assurance = (typeof assurances)[number];

import { z } from 'zod';

/** A text that is a URL of one of these protocols, as `https:`. */
export function urlSchema(protocols: string[]) {
  return z.string().refine(
    (value) => {
      const parsed = URL.parse(value);
      return parsed !== null && protocols.includes(parsed.protocol);
    },
    `must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  );
}

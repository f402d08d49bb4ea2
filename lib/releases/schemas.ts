import { z } from 'zod';

const typed = z.object({ type: z.string(), id: z.string() });

/**
 * One question, as far as AuthZEN says what it must have; other members are ignored. What may stand inside
 * `properties` and `context` is read later, since it is answered and not refused.
 */
export const evaluationSchema = z.object({
  subject: typed,
  action: z.object({ name: z.string() }),
  resource: typed.extend({ properties: z.record(z.string(), z.unknown()).optional() }),
  context: z.looseObject({ 'access-key': z.string() }),
});
export type EvaluationInput = z.output<typeof evaluationSchema>;

/** At most this many questions stand in one request. */
export const MOST_EVALUATIONS = 1000;

export const semantics = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof semantics)[number];

/** Several questions; what stands beside `evaluations` is the default for each of them. */
export const evaluationsSchema = z.object({
  subject: z.unknown().optional(),
  action: z.unknown().optional(),
  resource: z.unknown().optional(),
  context: z.unknown().optional(),
  evaluations: z.array(z.record(z.string(), z.unknown())).optional(),
  options: z.object({ evaluations_semantic: z.enum(semantics).optional() }).optional(),
});
export type EvaluationsInput = z.output<typeof evaluationsSchema>;

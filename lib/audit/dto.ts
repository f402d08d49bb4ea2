import type { z } from 'zod';
import type { auditAnswerSchema } from './schemas';

/** One event, as it is answered. */
export type AuditEntry = z.output<typeof auditAnswerSchema>['events'][number];

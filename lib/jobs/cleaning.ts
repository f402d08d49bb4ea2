import { foldTallies } from '@/lib/access-records/fold-tallies';
import { unlinkEndedRecords } from '@/lib/access-records/unlink-ended-records';
import { forgetPreviousSecrets } from '@/lib/accounts/forget-previous-secrets';
import { deleteOldConsoleSessions } from '@/lib/consoles/delete-old-sessions';
import { deleteUnusedEvidence } from '@/lib/evidence/delete-unused-evidence';
import { deleteOldKeys } from '@/lib/idempotency/delete-old-keys';
import { deleteExpiredLimits } from '@/lib/limits/delete-expired-limits';
import { deleteOldEmailProofs } from '@/lib/ceremonies/mail/delete-old-email-proofs';
import { deleteOldMails } from '@/lib/mail/delete-old-mails';
import { deleteOldCeremonies } from '@/lib/ceremonies/passkey/delete-old-ceremonies';
import { deleteOldUndos } from '@/lib/identity-records/holders/delete-old-undos';
import { log } from '@/lib/platform/log';
import { deleteOldChanges } from '@/lib/releases/delete-old-changes';
import { deleteOldDecisions } from '@/lib/releases/delete-old-decisions';
import { forgetUnusedProposals } from '@/lib/reidentification/forget-unused-proposals';
import { deleteOldSessions } from '@/lib/portal/delete-old-sessions';
import { deleteExpiredChallenges } from '@/lib/webauthn/delete-expired-challenges';
import { deleteOldEvents } from '@/lib/webhooks/delete-old-events';
import { forgetDeleted } from '@/lib/webhooks/forget-deleted';
import { startPeriodic } from './periodic';

/** Nothing waits for it: what is over does not count, whether or not its row is still there. */
const INTERVAL_MS = 10 * 60_000;

const cleaners = {
  challenges: deleteExpiredChallenges,
  ceremonies: deleteOldCeremonies,
  'unused proposals': forgetUnusedProposals,
  'unused evidence': deleteUnusedEvidence,
  'ended records': () => unlinkEndedRecords(),
  'e-mail proofs': deleteOldEmailProofs,
  'passkey undos': deleteOldUndos,
  mails: deleteOldMails,
  'idempotency keys': deleteOldKeys,
  'rate limits': deleteExpiredLimits,
  'previous secrets': forgetPreviousSecrets,
  'webhook events': deleteOldEvents,
  'deleted webhooks': forgetDeleted,
  'portal sessions': deleteOldSessions,
  'console sessions': deleteOldConsoleSessions,
  'release changes': deleteOldChanges,
  'release decisions': deleteOldDecisions,
  tallies: foldTallies,
};

/** Removes what is over and no evidence. One that fails does not keep the others from their work. */
export async function clean(): Promise<void> {
  for (const [what, cleaner] of Object.entries(cleaners)) {
    try {
      await cleaner();
    } catch (error) {
      log().error({ err: error, task: 'cleaning', what }, 'periodic task failed');
    }
  }
}

/** Cleans every ten minutes. */
export function startCleaning(): () => Promise<void> {
  return startPeriodic('cleaning', INTERVAL_MS, clean);
}

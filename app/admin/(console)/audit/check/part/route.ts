import { checkAuditPart } from '@/lib/audit/check-audit';
import type { AuditProgress } from '@/lib/consoles/dto';
import { takeFlashMessage } from '@/lib/consoles/flash-messages';
import { consoleAction } from '@/lib/http/console-action';
import { now } from '@/lib/platform/clock';

const PAGE = '/admin/audit/check';
/** A part is no longer than this: nobody waits for the whole of a long chain. */
const PART_MS = 2_000;

/** One part of a check. How far it has come is kept in the session, where only its own cookie opens it. */
export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/audit/check/part',
  page: PAGE,
  run: async ({ open, form }) => {
    const before = form.isChecked('go-on')
      ? (await takeFlashMessage(open, PAGE))?.check
      : undefined;
    const walk =
      before && !before.isDone ? { position: BigInt(before.position), hash: before.hash } : null;
    const part = await checkAuditPart(walk, PART_MS);
    const check: AuditProgress = {
      position: part.walk.position.toString(),
      hash: part.walk.hash,
      head: part.head.toString(),
      isDone: part.isDone,
      fault: part.fault,
      startedAt: walk && before ? before.startedAt : now().toISOString(),
    };
    return { to: PAGE, flash: { check, isKept: true } };
  },
});

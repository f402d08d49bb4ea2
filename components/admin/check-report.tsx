import { Badge } from '@/components/console/badge';
import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { AuditProgress } from '@/lib/consoles/dto';

const problems: Record<string, string> = {
  edited: 'was changed after it was sealed',
  missing: 'is missing',
  'end missing': 'is missing, and all after it',
};

function Verdict({ progress }: { progress: AuditProgress }) {
  if (progress.fault) return <Badge tone="bad">A fault was found</Badge>;
  if (progress.isDone) return <Badge tone="good">Whole</Badge>;
  return <Badge tone="wait">Not done yet</Badge>;
}

/** How far a check has come, and what it found. */
export function CheckReport({ progress }: { progress: AuditProgress }) {
  const { fault, position, head, startedAt } = progress;
  return (
    <div role="status">
      <Facts>
        <Fact name="The chain">
          <Verdict progress={progress} />
        </Fact>
        <Fact name="Checked">
          {Number(position).toLocaleString('en-GB')} of {Number(head).toLocaleString('en-GB')}{' '}
          events
        </Fact>
        <Fact name="Started">
          <Moment at={startedAt} />
        </Fact>
        {fault ? (
          <Fact name="The fault">
            Event number {fault.position} {problems[fault.problem] ?? fault.problem}
            {fault.eventId ? (
              <>
                {' '}
                (<CodeText>{fault.eventId}</CodeText>)
              </>
            ) : null}
            . All before it are as they were written; of those after it nothing can be said.
          </Fact>
        ) : null}
      </Facts>
    </div>
  );
}

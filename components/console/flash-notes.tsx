import { StatusIcon } from '@/components/ui/status-icon';
import type { FlashMessage } from '@/lib/consoles/dto';

/** What a post left for this page: what happened, or what was wrong with the form. */
export function FlashNotes({ flash }: { flash: FlashMessage | null }) {
  const problems = flash?.problems ?? [];
  return (
    <>
      {flash?.notice ? (
        <div
          role="status"
          className="mb-5 flex gap-2.5 rounded-xl border-l-4 border-good bg-good-tint p-4 forced-colors:border"
        >
          <StatusIcon tone="good" />
          <p>{flash.notice}</p>
        </div>
      ) : null}
      {problems.length > 0 ? (
        <div
          role="alert"
          className="mb-5 flex gap-2.5 rounded-xl border-l-4 border-bad bg-bad-tint p-4 forced-colors:border"
        >
          <StatusIcon tone="bad" />
          <div>
            <h2 className="font-semibold">That was not done</h2>
            <ul>
              {problems.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </>
  );
}

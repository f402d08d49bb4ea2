import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { FlashNotes } from '@/components/console/flash-notes';
import { PageHeading } from '@/components/console/page-heading';
import type { FlashMessage } from '@/lib/consoles/dto';
import type { Account } from '@/lib/db/generated/client';
import { fillIn, stepOf, type ConfirmPath, type ParamsOf } from './confirm-steps';
import {
  requireConsole,
  requireRecentProof,
  requireRole,
  takeOwnFlashMessage,
} from './open-console';
import { orNull } from './or-null';

interface AskedFor<Path extends ConfirmPath> {
  account: Account;
  params: ParamsOf<Path>;
  /** The address of the page above. */
  up: string;
}

interface Question {
  title: string;
  intro?: ReactNode;
  /** What follows, each in a sentence. */
  consequences: ReactNode[];
  button: string;
  /** Further fields of the form, filled in with what was typed before. */
  fields?: (flash: FlashMessage | null) => ReactNode;
  /** Why the step cannot be taken now; it stands where the form would. */
  blocked?: ReactNode;
}

const consoleNames = { admin: 'Operator', 'data-user': 'Dashboard' } as const;

/**
 * The page that asks once more before a sensitive step, for a `page.tsx` to export: what the step means, one
 * button that does it and a way back. Where `ask` finds nothing of the account's, the page is not there.
 */
export function confirmPage<Path extends ConfirmPath>(
  path: Path,
  ask: (asked: AskedFor<Path>) => Question | Promise<Question>,
) {
  const { realm, roles, needsRecentProof, up } = stepOf(path);
  return async function ConfirmPage(page: { params: Promise<ParamsOf<Path>> }) {
    const account = roles ? await requireRole(realm, roles) : (await requireConsole(realm)).account;
    const params = await page.params;
    const href = fillIn(up.href, params);
    const question = await orNull(Promise.resolve(ask({ account, params, up: href })));
    if (!question) notFound();
    if (needsRecentProof) await requireRecentProof(realm);
    const flash = await takeOwnFlashMessage(realm);
    const { title, intro, consequences, button, fields, blocked } = question;
    return (
      <>
        <PageHeading
          title={[title, consoleNames[realm]]}
          intro={intro}
          up={{ href, label: up.label }}
        />
        <FlashNotes flash={flash} />
        {blocked ?? (
          <ConfirmPanel
            action={`${fillIn(path, params)}/confirm`}
            consequences={consequences}
            button={button}
            cancel={href}
          >
            {fields?.(flash)}
          </ConfirmPanel>
        )}
      </>
    );
  };
}

import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { CeremonyBody } from '@/components/ceremony/ceremony-body';
import { ceremonyPath, type CeremonyWay } from '@/components/ceremony/ceremony-path';
import { CrowdedPage } from '@/components/ceremony/crowded-page';
import { EndingPage } from '@/components/ceremony/ending-page';
import { clientNetwork } from '@/lib/http/client-address';
import type { CeremonyKind, TypedNote } from '@/lib/ceremonies/passkey/dto';
import { openCeremony } from '@/lib/ceremonies/passkey/open-ceremony';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { operator } from '../../operator';
import { requireBrowserId } from '../../require-browser-id';
import { registerName } from '../../register-name';

export type CeremonySearchParams = Promise<Record<string, string | string[] | undefined>>;

interface CeremonyProps {
  kind: CeremonyKind;
  searchParams: CeremonySearchParams;
}

function toWay(value: string | string[] | undefined): CeremonyWay {
  return value === 'new' || value === 'mail' ? value : null;
}

function toTypedNote(value: string | string[] | undefined): TypedNote {
  return value === 'unread' || value === 'older' ? value : null;
}

/** Both ceremony pages. Opening one spends nothing; an unknown session is a real 404. */
export async function Ceremony({ kind, searchParams }: CeremonyProps) {
  const query = await searchParams;
  const { session } = query;
  if (typeof session !== 'string') notFound();
  const way = toWay(query.way);
  const browserId = await requireBrowserId();
  const network = clientNetwork(await headers());
  const typed = toTypedNote(query.typed);
  const page = await openCeremony({ session, kind, way, browserId, network, typed });
  const register = await registerName();
  switch (page.kind) {
    case 'unknown':
      return notFound();
    case 'ended':
      return <EndingPage view={page.view} register={register} operator={operator()} />;
    case 'crowded':
      return (
        <CrowdedPage
          ask={page.ask}
          register={register}
          selfPath={ceremonyPath(kind, session, way)}
          fields={{ session, kind }}
        />
      );
    case 'open': {
      const remainingMs = Date.parse(page.view.expiresAt) - now().getTime();
      return (
        <CeremonyBody
          view={page.view}
          way={way}
          register={register}
          origin={env().ORIGIN}
          operator={operator()}
          remainingMs={remainingMs}
        />
      );
    }
  }
}

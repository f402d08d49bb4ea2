import { useTranslations } from 'next-intl';
import { ActionPanel } from '@/components/ui/action-panel';
import { Card } from '@/components/ui/card';
import type { PortalJoinOffer, PortalPasskeysView } from '@/lib/portal/dto';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { JoinCard } from './join-card';
import { PasskeyButton } from '@/components/webauthn/passkey-button';
import { PasskeyCard } from './passkey-card';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';
import { SignalRemoved } from './signal-removed';
import { usePortalPasskeyWords } from './use-portal-passkey-words';

export type PasskeysNote = 'added' | 'joined' | 'named' | 'removed' | 'not-fresh' | null;

interface PasskeysBodyProps {
  /** Null when the customer has signed in through a supplier. */
  view: PortalPasskeysView | null;
  join: PortalJoinOffer | null;
  note: PasskeysNote;
  register: string;
}

const good: PasskeysNote[] = ['added', 'joined', 'named', 'removed'];

/** The customer's passkeys: see, name, add, remove. */
export function PasskeysBody({ view, join, note, register }: PasskeysBodyProps) {
  const t = useTranslations('portal.passkeys');
  return (
    <>
      <PortalNav here="passkeys" />
      <PortalHeading
        title={[t(note === 'not-fresh' ? 'titleError' : 'title'), register]}
        heading={t('heading')}
        intro={t(view ? 'intro' : 'supplierOnly')}
      />
      {note ? (
        <div role="status">
          <ActionPanel tone={good.includes(note) ? 'good' : 'wait'} text={t(`notes.${note}`)} />
        </div>
      ) : null}
      {join ? (
        <div className="mb-5">
          <JoinCard offer={join} />
        </div>
      ) : null}
      {view ? <Passkeys view={view} /> : null}
    </>
  );
}

function Passkeys({ view }: { view: PortalPasskeysView }) {
  const t = useTranslations('portal.passkeys');
  return (
    <>
      <SignalRemoved rpId={view.rpId} accepted={view.accepted} />
      {view.passkeys.length === 0 ? <p className="text-soft">{t('none')}</p> : null}
      <ul className="space-y-5">
        {view.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <PasskeyCard
              passkey={passkey}
              hasRecentSignIn={view.hasRecentSignIn}
              isLast={view.passkeys.length === 1}
              hasEmail={view.hasEmail}
            />
          </li>
        ))}
      </ul>
      <div className="mt-8">{view.options ? <Add options={view.options} /> : <ShowAgain />}</div>
    </>
  );
}

function Add({ options }: { options: PasskeyOptions }) {
  const t = useTranslations('portal.passkeys');
  return (
    <Card labelledBy="add">
      <h2 id="add" className="text-xl font-semibold">
        {t('addHeading')}
      </h2>
      <p className="mt-1 text-soft">{t('addText')}</p>
      <noscript>
        <p className="mt-2">{t('addNoScript')}</p>
      </noscript>
      <PasskeyButton
        target={{ complete: '/portal/passkeys/add', challenge: '/portal/passkeys/challenge' }}
        options={options}
        words={usePortalPasskeyWords(t('addButton'), true)}
      />
    </Card>
  );
}

function ShowAgain() {
  const t = useTranslations('portal.passkeys');
  return (
    <Card>
      <p>{t('staleText')}</p>
      <form method="post" action="/portal/sign-in/again" className="mt-4">
        <button type="submit" name="next" value="passkeys" className="button button-main">
          {t('staleButton')}
        </button>
      </form>
    </Card>
  );
}

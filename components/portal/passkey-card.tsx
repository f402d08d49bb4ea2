import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import type { PortalPasskey } from '@/lib/portal/dto';

interface PasskeyCardProps {
  passkey: PortalPasskey;
  hasRecentSignIn: boolean;
  isLast: boolean;
  hasEmail: boolean;
}

/** One passkey: what is known of it, its name, and its removal in two steps. */
export function PasskeyCard(props: PasskeyCardProps) {
  const { passkey } = props;
  const t = useTranslations('portal.passkeys');
  const locale = useLocale();
  const { id, addedAt, lastUsedAt } = passkey;
  return (
    <Card labelledBy={id}>
      <h2 id={id} className="text-xl font-semibold">
        {passkey.name ? <bdi>{passkey.name}</bdi> : t('unnamed')}
      </h2>
      {passkey.isThis ? <p className="mt-1 text-soft">{t('this')}</p> : null}
      <dl className="mt-2 divide-y divide-line">
        <Fact name={t('added')}>{formatTime(locale, addedAt, 'dateTime')}</Fact>
        <Fact name={t('used')}>
          {lastUsedAt ? formatTime(locale, lastUsedAt, 'dateTime') : t('neverUsed')}
        </Fact>
        <Fact name={t('kept')}>{t(passkey.isSynced ? 'synced' : 'device')}</Fact>
      </dl>
      {passkey.countsFrom ? (
        <p className="mt-2 text-wait">
          {t('countsFrom', { time: formatTime(locale, passkey.countsFrom, 'dateTime') })}
        </p>
      ) : null}
      {passkey.isUnproven ? <p className="mt-2 text-wait">{t('unproven')}</p> : null}
      <NameForm passkey={passkey} />
      <Removal {...props} />
    </Card>
  );
}

function NameForm({ passkey: { id, name, addedAt } }: { passkey: PortalPasskey }) {
  const t = useTranslations('portal.passkeys');
  const locale = useLocale();
  return (
    <OnceForm action="/portal/passkeys/name" fields={{ id }} className="mt-4">
      <label htmlFor={`name-${id}`} className="block font-semibold">
        {t('nameLabel')}
        <span className="sr-only">
          : {t('nameOf', { date: formatTime(locale, addedAt, 'date') })}
        </span>
      </label>
      <p id={`hint-${id}`} className="text-soft">
        {t('nameHint')}
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <input
          id={`name-${id}`}
          name="name"
          defaultValue={name ?? ''}
          maxLength={60}
          autoComplete="off"
          aria-describedby={`hint-${id}`}
          className="h-12 w-full max-w-64 rounded-lg border-2 border-edge bg-card px-3"
        />
        <button type="submit" className="button button-quiet">
          {t('nameButton')}
        </button>
      </div>
    </OnceForm>
  );
}

function Removal({ passkey, hasRecentSignIn, isLast, hasEmail }: PasskeyCardProps) {
  const t = useTranslations('portal.passkeys');
  if (!hasRecentSignIn) return null;
  const { id, name } = passkey;
  return (
    <details className="mt-4">
      <summary
        aria-label={t('removeOf', { name: name ?? t('unnamed') })}
        className="inline-flex min-h-11 items-center text-link"
      >
        {t('remove')}
      </summary>
      <div className="mt-2 rounded-xl border-l-4 border-bad bg-bad-tint p-4">
        <h3 className="font-semibold">{t('removeHeading')}</h3>
        <p className="mt-1">{t('removeText')}</p>
        {isLast ? (
          <p className="mt-1 font-semibold">{t(hasEmail ? 'removeLastMail' : 'removeLast')}</p>
        ) : null}
        {passkey.isThis ? <p className="mt-1">{t('removeThis')}</p> : null}
        <OnceForm action="/portal/passkeys/remove" fields={{ id }} className="mt-4">
          <button type="submit" className="button button-quiet">
            {t('removeButton')}
          </button>
        </OnceForm>
      </div>
    </details>
  );
}

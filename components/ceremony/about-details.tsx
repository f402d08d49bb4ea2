import { useTranslations } from 'next-intl';
import { OperatorContact, type Operator } from '@/components/shell/operator-contact';
import { Fold } from '@/components/ui/fold';
import type { AskView } from '@/lib/ceremonies/dto';
import { richTags } from './rich-tags';

/** What a page says of the register that shows it. */
export interface Shown {
  register: string;
  /** What the address of each of our pages begins with. */
  origin: string;
  operator: Operator | null;
}

interface AboutDetailsProps extends Shown {
  ask: AskView;
  /** Last characters of the meter point; null where the page is not about passkeys. */
  passkeyEnding: string | null;
}

/** What a suspicious reader wants to know, open for all to see; what a passkey is, closed until asked for. */
export function AboutDetails({ ask, passkeyEnding, ...shown }: AboutDetailsProps) {
  const t = useTranslations('about');
  return (
    <div className="space-y-4">
      {passkeyEnding === null ? null : (
        <Fold summary={t('passkeySummary')}>
          <p>{t('passkey')}</p>
          <p>{t('name', { ending: passkeyEnding })}</p>
        </Fold>
      )}
      <Genuine ask={ask} {...shown} />
    </div>
  );
}

/** How to tell that the page is ours, who runs the register and how to reach them. */
function Genuine({ register, origin, operator, ask }: Shown & { ask: AskView }) {
  const t = useTranslations('about');
  const tSite = useTranslations('site');
  const { isOfPortal, proposal, request } = ask;
  const limits = proposal?.asksPermission
    ? 'limitsOfPermission'
    : isOfPortal
      ? 'limitsOfPortal'
      : 'limits';
  return (
    <section aria-labelledby="genuine" className="space-y-2 px-1 leading-snug sm:px-2">
      <h2 id="genuine" className="text-lg font-semibold">
        {t('heading')}
      </h2>
      <p>{t.rich('address', { origin, to: richTags.to })}</p>
      {operator === null ? null : (
        <p>
          {tSite('operator', { name: operator.name })} <OperatorContact {...operator} />
        </p>
      )}
      {request ? <p>{t('quote', { reference: request.reference })}</p> : null}
      <p className="text-soft">{t('register', { register })}</p>
      <p className="text-soft">{t(limits)}</p>
      <p>
        <a href="/genuine" className="inline-flex min-h-8 items-center text-link">
          {t('more')}
        </a>
      </p>
    </section>
  );
}

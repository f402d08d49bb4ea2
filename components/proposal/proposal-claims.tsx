import { useTranslations } from 'next-intl';
import { ShortFact } from '@/components/ui/short-fact';
import type { ProposalView } from '@/lib/ceremonies/dto';
import { Quoted } from './quoted';
import { ShownHost } from './shown-host';

interface ProposalClaimsProps {
  proposal: ProposalView;
}

/**
 * What of a proposal is the organisation's own word, set apart so that it cannot be taken for the register's
 * (docs/ceremonies.md#a-proposal). Nothing in it paints beyond its edge.
 */
export function ProposalClaims({ proposal }: ProposalClaimsProps) {
  const t = useTranslations('proposal');
  const { actsFor, arrangement, otherControllers, purpose } = proposal;
  return (
    <section
      aria-labelledby="claims-heading"
      className="my-2 overflow-hidden rounded-xl border-l-4 border-brass bg-sunk px-3 py-2 forced-colors:border print:border"
    >
      <h2 id="claims-heading" className="text-base leading-snug font-semibold">
        {t('claims')}
      </h2>
      <dl className="divide-y divide-line">
        {actsFor === null ? null : (
          <ShortFact name={t('who')}>
            {t.rich('actsFor', { name: () => <Quoted words={actsFor} /> })}
          </ShortFact>
        )}
        <ShortFact name={t('purpose')}>
          <Quoted words={purpose} />
        </ShortFact>
        {otherControllers.length > 0 ? (
          <ShortFact name={t(arrangement === 'joint' ? 'joint' : 'group')}>
            <ul>
              {otherControllers.map((name, index) => (
                <li key={`${index} ${name}`}>
                  <Quoted words={name} />
                </li>
              ))}
            </ul>
          </ShortFact>
        ) : null}
        <Recipients proposal={proposal} />
        <Terms proposal={proposal} />
      </dl>
    </section>
  );
}

function Recipients({ proposal: { recipients } }: { proposal: ProposalView }) {
  const t = useTranslations('proposal');
  if (recipients.length === 0) return <ShortFact name={t('recipients')}>{t('nobody')}</ShortFact>;
  return (
    <ShortFact name={t('recipients')}>
      <ul>
        {recipients.map(({ name, role, privacy }, index) => (
          <li key={`${index} ${name}`}>
            <Quoted words={name} /> ({t.rich('asRole', { role: () => <Quoted words={role} /> })})
            {privacy ? (
              <>
                , {t('privacy')} <ShownHost address={privacy} label={t('privacyOf', { name })} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </ShortFact>
  );
}

function Terms({ proposal: { terms } }: { proposal: ProposalView }) {
  const t = useTranslations('proposal');
  if (terms.length === 0) return null;
  return (
    <ShortFact name={t('terms')}>
      <ul>
        {terms.map(({ of, version, ...address }, index) => (
          <li key={`${index} ${address.url}`}>
            {of === null ? null : (
              <>
                <Quoted words={of} />
                {': '}
              </>
            )}
            <ShownHost address={address} label={t('terms')} />
            {version === null ? null : (
              <> ({t.rich('version', { version: () => <Quoted words={version} /> })})</>
            )}
          </li>
        ))}
      </ul>
    </ShortFact>
  );
}

import { useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import type { ProposalView } from '@/lib/ceremonies/dto';
import { Quoted } from './quoted';
import { ShownHost } from './shown-host';

interface ProposalClaimsProps {
  organisation: string;
  proposal: ProposalView;
}

/**
 * What of a proposal is the organisation's own word, set apart so that it cannot be taken for the register's
 * (docs/ceremonies.md#a-proposal). Nothing in it paints beyond its edge.
 */
export function ProposalClaims({ organisation, proposal }: ProposalClaimsProps) {
  const t = useTranslations('proposal');
  const { actsFor, arrangement, otherControllers, purpose } = proposal;
  return (
    <section
      aria-labelledby="claims-heading"
      className="my-4 overflow-hidden rounded-xl border-l-4 border-brass bg-sunk px-4 py-3 forced-colors:border print:border"
    >
      <h2 id="claims-heading" className="font-semibold">
        {t.rich('claims', { organisation, name: (chunks) => <bdi>{chunks}</bdi> })}
      </h2>
      <p className="text-soft">{t('claimsNote')}</p>
      <dl className="mt-1 divide-y divide-line">
        {actsFor === null ? null : (
          <Fact name={t('who')}>
            {t.rich('actsFor', { name: () => <Quoted words={actsFor} /> })}
          </Fact>
        )}
        <Fact name={t('purpose')}>
          <Quoted words={purpose} />
        </Fact>
        {otherControllers.length > 0 ? (
          <Fact name={t(arrangement === 'joint' ? 'joint' : 'group')}>
            <ul>
              {otherControllers.map((name, index) => (
                <li key={`${index} ${name}`}>
                  <Quoted words={name} />
                </li>
              ))}
            </ul>
          </Fact>
        ) : null}
        <Recipients proposal={proposal} />
        <Terms proposal={proposal} />
      </dl>
    </section>
  );
}

function Recipients({ proposal: { recipients } }: { proposal: ProposalView }) {
  const t = useTranslations('proposal');
  if (recipients.length === 0) return <Fact name={t('recipients')}>{t('nobody')}</Fact>;
  return (
    <Fact name={t('recipients')}>
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
    </Fact>
  );
}

function Terms({ proposal: { terms } }: { proposal: ProposalView }) {
  const t = useTranslations('proposal');
  if (terms.length === 0) return null;
  return (
    <Fact name={t('terms')}>
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
    </Fact>
  );
}

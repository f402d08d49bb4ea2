import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import { OperatorContact, type Operator } from './operator-contact';

const neverAsked = ['password', 'money', 'code', 'computer', 'device'] as const;
const whenUnsure = ['nothing', 'ask', 'stop', 'report', 'bank'] as const;

const tags = {
  portal: (chunks: ReactNode) => (
    <a href="/portal" className="text-link">
      {chunks}
    </a>
  ),
  report: (chunks: ReactNode) => (
    <a href="mailto:report@phishing.gov.uk" className="text-link">
      {chunks}
    </a>
  ),
};

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="text-xl font-semibold">{heading}</h2>
      <div className="mt-2 space-y-3">{children}</div>
    </section>
  );
}

function Lines({ lines }: { lines: { key: string; text: ReactNode }[] }) {
  return (
    <ul className="list-disc space-y-2 pl-5">
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
}

interface GenuineBodyProps {
  register: string;
  /** What the address of each page begins with, its last stroke too. */
  address: string;
  operator: Operator | null;
}

/** How to tell a page or a mail of ours from a false one, and what to do in doubt. */
export function GenuineBody({ register, address, operator }: GenuineBodyProps) {
  const t = useTranslations('genuine');
  return (
    <>
      <PageTitle parts={[t('title'), register]} />
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
        {t('heading')}
      </h1>
      <p className="mt-4 text-lg leading-relaxed text-soft">{t('intro')}</p>
      <Part heading={t('address.heading')}>
        <p>{t('address.text')}</p>
        <p translate="no" className="text-lg font-semibold">
          {address}
        </p>
        <p>{t('address.then')}</p>
        <p>{t('address.copy')}</p>
      </Part>
      <Part heading={t('come.heading')}>
        <p>{t('come.text')}</p>
        <p>
          <a href="/portal" className="button button-main">
            {t('come.button')}
          </a>
        </p>
      </Part>
      <Part heading={t('never.heading')}>
        <Lines lines={neverAsked.map((key) => ({ key, text: t(`never.${key}`) }))} />
      </Part>
      <Part heading={t('what.heading')}>
        <p>{t('what.text', { register })}</p>
        <p>{t('what.supply')}</p>
      </Part>
      {operator === null ? null : (
        <Part heading={t('who.heading')}>
          <p>
            {t('who.text', { name: operator.name })} <OperatorContact {...operator} />
          </p>
        </Part>
      )}
      <Part heading={t('organisations.heading')}>
        <p>{t('organisations.text')}</p>
      </Part>
      <Part heading={t('unsure.heading')}>
        <Lines lines={whenUnsure.map((key) => ({ key, text: t.rich(`unsure.${key}`, tags) }))} />
      </Part>
    </>
  );
}

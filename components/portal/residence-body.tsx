import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import { Card } from '@/components/ui/card';
import { formatDay } from '@/components/ui/format-day';
import {
  residenceProblems,
  type PortalResidence,
  type ResidenceProblem,
  type SupplierChoice,
} from '@/lib/portal/dto';
import { supplierFailures, type SupplierFailure } from '@/lib/suppliers/dto';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';

export type ResidencePageProblem = ResidenceProblem | `supplier-${SupplierFailure}`;

interface ResidenceBodyProps {
  view: PortalResidence;
  suppliers: SupplierChoice[];
  problem: ResidencePageProblem | null;
  register: string;
}

function useProblemText(problem: ResidencePageProblem | null): string | null {
  const t = useTranslations('portal.residence.problems');
  const tSupplier = useTranslations('portal.signIn.supplierProblems');
  const own = residenceProblems.find((known) => known === problem);
  if (own) return t(own);
  const failure = supplierFailures.find((known) => problem === `supplier-${known}`);
  return failure ? tSupplier(failure) : null;
}

/** What was reported of a move, what follows from it, and the way back where it is not true. */
export function ResidenceBody({ view, suppliers, problem, register }: ResidenceBodyProps) {
  const t = useTranslations('portal.residence');
  const problemText = useProblemText(problem);
  const isOpen = view.open.length > 0;
  const needsPerson = view.provedBy === 'supplier';
  return (
    <>
      <PortalNav here={null} />
      <p className="mb-4 print:hidden">
        <a href="/portal/records" className="text-link">
          {t('backToList')}
        </a>
      </p>
      <PortalHeading
        title={[t(problemText === null ? 'title' : 'titleError'), register]}
        heading={t('heading')}
      />
      {problemText === null ? null : (
        <div role="status">
          <ActionPanel tone="wait" text={problemText} />
        </div>
      )}
      {view.provenOn === null ? null : <Proven day={view.provenOn} />}
      <div className="space-y-8">
        {needsPerson ? <NeedsPerson /> : null}
        {isOpen ? <Reported view={view} suppliers={suppliers} /> : null}
      </div>
      {needsPerson || isOpen || view.provenOn !== null ? null : <p>{t('none')}</p>}
    </>
  );
}

function Proven({ day }: { day: string }) {
  const t = useTranslations('portal.residence');
  const date = formatDay(useLocale(), day);
  return (
    <div role="status">
      <ActionPanel tone="good" heading={t('provenHeading')} text={t('proven', { date })}>
        <p>{t('provenThen')}</p>
      </ActionPanel>
    </div>
  );
}

function NeedsPerson() {
  const t = useTranslations('portal.residence');
  return (
    <Card>
      <p>{t('person')}</p>
      <form method="post" action="/portal/sign-in/again" className="mt-4">
        <button type="submit" name="next" value="residence" className="button button-main">
          {t('personButton')}
        </button>
      </form>
    </Card>
  );
}

function Part({ id, heading, children }: { id: string; heading: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 text-xl font-semibold">
        {heading}
      </h2>
      {children}
    </section>
  );
}

function Reported({ view, suppliers }: Pick<ResidenceBodyProps, 'view' | 'suppliers'>) {
  const t = useTranslations('portal.residence');
  const locale = useLocale();
  return (
    <>
      <Part id="happened" heading={t('happenedHeading')}>
        {view.open.map((day) => (
          <p key={day}>{t('happened', { date: formatDay(locale, day) })}</p>
        ))}
        <p className="mt-2">{t('follows')}</p>
      </Part>
      <Part id="right" heading={t('rightHeading')}>
        <p>{t('right')}</p>
      </Part>
      <Part id="wrong" heading={t('wrongHeading')}>
        <p>{t('wrong')}</p>
        <ol className="mt-3 list-decimal space-y-2 pl-6">
          <li>{t('stepPerson', { by: view.provedBy })}</li>
          <li>{t('stepSupplier')}</li>
        </ol>
        <Suppliers view={view} suppliers={suppliers} />
        <p className="mt-4">{t('otherwise')}</p>
      </Part>
    </>
  );
}

/** The buttons, once a supplier's word counts. */
function Suppliers({ view, suppliers }: Pick<ResidenceBodyProps, 'view' | 'suppliers'>) {
  const t = useTranslations('portal');
  const locale = useLocale();
  const { answerableFrom, isAnswerable } = view;
  if (suppliers.length === 0) return <p className="mt-4">{t('residence.noSupplier')}</p>;
  if (!isAnswerable) {
    const date = answerableFrom === null ? '' : formatDay(locale, answerableFrom);
    return <p className="mt-4 font-medium">{t('residence.from', { date })}</p>;
  }
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      {suppliers.map(({ id, name }) => (
        <form key={id} method="post" action="/portal/residence/supplier">
          <button type="submit" name="supplier" value={id} className="button button-main">
            {t('signIn.supplier.button', { name })}
          </button>
        </form>
      ))}
    </div>
  );
}

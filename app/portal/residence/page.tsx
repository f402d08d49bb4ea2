import { ResidenceBody, type ResidencePageProblem } from '@/components/portal/residence-body';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { residenceProblems } from '@/lib/portal/dto';
import { viewResidence } from '@/lib/portal/residence';
import { supplierFailures } from '@/lib/suppliers/dto';
import { registerName } from '../../register-name';
import { requireBoundSession } from '../portal-session';

interface ResidencePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const problems: ResidencePageProblem[] = [
  ...residenceProblems,
  ...supplierFailures.map((failure) => `supplier-${failure}` as const),
];

/** What was reported of a move, and what to do where it is not true. */
export default async function ResidencePage({ searchParams }: ResidencePageProps) {
  const session = await requireBoundSession();
  const { problem } = await searchParams;
  return (
    <ResidenceBody
      view={await viewResidence(db(), session, now())}
      suppliers={env().SUPPLIERS.map(({ id, name }) => ({ id, name }))}
      problem={problems.find((known) => known === problem) ?? null}
      register={await registerName()}
    />
  );
}

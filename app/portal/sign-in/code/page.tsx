import { redirect } from 'next/navigation';
import { CodeBody, type CodePageProblem } from '@/components/portal/code-body';
import { findWaitingSignIn } from '@/lib/portal/sign-in-by-mail';
import { requireBrowserId } from '../../../require-browser-id';
import { registerName } from '../../../register-name';

interface CodePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const problems = ['paused', 'limit', 'unread', 'older'] as const;

function toProblem(value: string | string[] | undefined): CodePageProblem {
  return problems.find((problem) => problem === value) ?? null;
}

export default async function CodePage({ searchParams }: CodePageProps) {
  const waiting = await findWaitingSignIn(await requireBrowserId());
  const problem = toProblem((await searchParams).problem);
  if (!waiting)
    redirect(
      problem === 'paused' || problem === 'limit'
        ? '/portal/sign-in?problem=limit'
        : '/portal/sign-in?problem=late',
    );
  return <CodeBody register={await registerName()} problem={problem} {...waiting} />;
}

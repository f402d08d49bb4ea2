import type { Metadata } from 'next';
import { toSampleLanguage } from '@/components/docs/sample-languages';
import { SitePage } from '../../site-page';
import { AccessRecord } from './parts/access-record';
import { ComingBack } from './parts/coming-back';
import { Credentials } from './parts/credentials';
import { Faults } from './parts/faults';
import { IdentityRecord } from './parts/identity-record';
import { Methods } from './parts/methods';
import { TryIt } from './parts/try-it';
import { Verify } from './parts/verify';
import { Webhooks } from './parts/webhooks';

export const metadata: Metadata = { title: 'Getting started with the API' };

const contents = [
  ['credentials', 'Credentials and token'],
  ['identity-record', 'Register a person'],
  ['methods', 'Ask: is this the same person, and may we?'],
  ['coming-back', 'The customer comes back'],
  ['access-record', 'Register the access'],
  ['verify', 'Verify before each release'],
  ['webhooks', 'Hear of changes'],
  ['faults', 'Errors, limits, repeats'],
  ['try-it', 'Try it'],
] as const;

function Contents() {
  return (
    <nav aria-label="On this page" className="mt-8 rounded-2xl border border-line bg-card p-5">
      <ol className="list-decimal pl-6">
        {contents.map(([id, title]) => (
          <li key={id} className="py-1">
            <a href={`#${id}`} className="text-link">
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export default async function GettingStartedPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const language = toSampleLanguage((await searchParams).code);
  return (
    <SitePage>
      <div
        lang="en"
        className="[&_:not(pre)>code]:rounded [&_:not(pre)>code]:bg-sunk [&_:not(pre)>code]:px-1 [&_:not(pre)>code]:text-[0.9em]"
      >
        <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
          Getting started with the API
        </h1>
        <p className="mt-4 text-lg leading-relaxed text-soft">
          For engineers of a Data User: from your credentials to the first release of meter data.
          The{' '}
          <a href="/docs" className="text-link">
            API reference
          </a>{' '}
          has every call in full, and Data Providers have a{' '}
          <a href="/docs/data-providers" className="text-link">
            guide of their own
          </a>
          .
        </p>
        <Contents />
        <Credentials language={language} />
        <IdentityRecord language={language} />
        <Methods language={language} />
        <ComingBack language={language} />
        <AccessRecord language={language} />
        <Verify language={language} />
        <Webhooks language={language} />
        <Faults />
        <TryIt />
      </div>
    </SitePage>
  );
}

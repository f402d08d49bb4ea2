import type { Metadata } from 'next';
import { GuideSection } from '@/components/docs/guide-section';
import { toSampleLanguage } from '@/components/docs/sample-languages';
import { reasonTexts } from '@/lib/releases/answers';
import { SitePage } from '../../site-page';
import { Sample } from '../getting-started/sample';

export const metadata: Metadata = { title: 'Getting started for Data Providers' };

function Ask() {
  return (
    <>
      <p>
        Verifying an access key says whether it is good. It cannot say whether it is good for this
        meter point, this Data User, these data and these days. Ask that before each release; the
        calls are those of the OpenID AuthZEN Authorization API 1.0, so that a gateway of yours may
        speak it already.
      </p>
      <p>
        <code>true</code> holds for all that was asked and for nothing else, this once. Do not keep
        it for later. On <code>false</code>, on an error and without an answer, release nothing.
      </p>
    </>
  );
}

function Reasons() {
  return (
    <div className="mt-4 overflow-x-auto" role="group" aria-label="Reasons" tabIndex={0}>
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Reasons</caption>
        <thead className="bg-sunk">
          <tr>
            <th scope="col" className="px-3 py-2">
              Code
            </th>
            <th scope="col" className="px-3 py-2">
              What it says
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {Object.entries(reasonTexts).map(([code, text]) => (
            <tr key={code} className="align-top">
              <th scope="row" className="px-3 py-2 font-normal">
                <code className="whitespace-nowrap">{code}</code>
              </th>
              <td className="px-3 py-2">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export default async function DataProvidersPage({
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
          Getting started for Data Providers
        </h1>
        <p className="mt-4 text-lg leading-relaxed text-soft">
          From your credentials to the first release. Organisations that receive data have a{' '}
          <a href="/docs/getting-started" className="text-link">
            guide of their own
          </a>
          .
        </p>
        <GuideSection id="credentials" title="1. Credentials and token">
          <p>
            The operator of the register gives you an <code>account-id</code> and a{' '}
            <code>secret-key</code>. They buy a bearer token, good for two hours: keep it, and ask
            for the next one shortly before it ends.
          </p>
          <Sample name="token" language={language} />
          <p>
            Your staff see what your software asked, and what was refused and why, in the{' '}
            <a href="/dashboard" className="text-link">
              dashboard
            </a>
            .
          </p>
        </GuideSection>
        <GuideSection id="ask" title="2. Ask before each release">
          <Ask />
          <Sample name="release" language={language} />
          <p>
            The key and the DUID come with the request of the Data User; the meter point, the kinds
            of data and the days are what you would hand out. Days are those of Great Britain, both
            included.
          </p>
          <p>
            <code>POST /access/v1/evaluations</code> takes up to 1,000 questions at once, which
            costs far less than to ask them one by one. For 60,000 requests a minute nobody need
            ask; above that, answers are 429 until the operator raises your limit.
          </p>
        </GuideSection>
        <GuideSection id="reasons" title="3. Read the reason">
          <p>
            A refusal is a 200 with <code>&quot;decision&quot;: false</code> and the first reason
            that holds. Go by the code, and put the text into your log.
          </p>
          <Reasons />
          <p>
            <code>no-such-access</code> does not tell an unknown key from a wrong meter point, and a
            key that you ask for with more than ten of them in a day is refused for the rest of it.
          </p>
        </GuideSection>
        <GuideSection id="changes" title="4. Stop what ends">
          <p>
            What you have scheduled must stop when an access ends, even before its next question.{' '}
            <code>GET /v1/release-changes</code> tells what has ended or narrowed of what you were
            permitted, in order and without gaps, a few seconds after it happened; with{' '}
            <code>wait</code> it answers when there is something. Keep the last number, and go on
            from there. An end that was in the permit, its <code>expiry</code>, is told by no
            change.
          </p>
          <Sample name="follow-changes" language={language} />
        </GuideSection>
        <GuideSection id="proof" title="5. Keep your proof">
          <p>
            Each answer is kept by the register before you read it; <code>decision-id</code> names
            it for thirteen months, and <code>GET /v1/releases</code> lists yours. With{' '}
            <code>Accept: application/jwt</code> the answer is signed: your own proof that you
            asked, and of what you were told.
          </p>
        </GuideSection>
      </div>
    </SitePage>
  );
}

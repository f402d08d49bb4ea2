'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import { Fact } from '@/components/ui/fact';
import type { StatusTone } from '@/components/ui/status-icon';
import type { ReceiptClaims, SummaryClaims } from '@/lib/receipts/dto';
import type { EvidenceFinding } from './check-evidence';
import { fillIn } from './fill-in';
import { inSentence } from './in-sentence';
import { ReceiptFacts } from './receipt-facts';
import { timeInWords } from './time-in-words';
import type { Answer, Finding } from './use-check';
import type { CheckWords, FactWords } from './words';

interface FindingProps {
  finding: Finding;
  answer: Answer;
  summary: SummaryClaims | null;
  onAsk: () => void;
  words: CheckWords;
  facts: FactWords;
  register: string;
}

type Told = keyof Pick<
  CheckWords,
  | 'genuine'
  | 'summary'
  | 'changed'
  | 'unknown-key'
  | 'unreadable'
  | 'unsupported'
  | 'revoked'
  | 'revokedCode'
  | 'known'
  | 'not-known'
  | 'asked-too-often'
  | 'unreachable'
>;

const tones: Record<Told, StatusTone> = {
  genuine: 'good',
  summary: 'good',
  known: 'good',
  changed: 'bad',
  'unknown-key': 'bad',
  'not-known': 'bad',
  unreadable: 'wait',
  unsupported: 'wait',
  revoked: 'wait',
  revokedCode: 'wait',
  'asked-too-often': 'wait',
  unreachable: 'wait',
};

/** Under which name the words stand that tell a finding. */
function toldBy({ finding, answer }: FindingProps): Told {
  if (finding.result === 'revoked') {
    if (finding.kind === 'summary') return 'revokedCode';
    return answer === null || answer === 'asking' ? 'revoked' : answer;
  }
  if (finding.result === 'genuine') return finding.kind === 'summary' ? 'summary' : 'genuine';
  return finding.result;
}

const instantOf = ({ iat }: { iat: number }) => new Date(iat * 1000).toISOString();

function Summary({ claims, facts, words }: FindingProps & { claims: SummaryClaims }) {
  const code = 'font-mono text-sm break-all';
  return (
    <>
      <dl className="divide-y divide-line">
        <Fact name={facts.stood}>
          <span className="font-semibold">{facts.states[claims.state]}</span>
          <span className="block text-soft">
            {fillIn(facts.then, { at: timeInWords(facts, instantOf(claims), 'dateTime') })}
          </span>
        </Fact>
        <Fact name={facts.number}>
          <span className={code}>{claims.record}</span>
        </Fact>
        <Fact name={facts.fingerprint}>
          <span className={code}>{claims.digest}</span>
        </Fact>
      </dl>
      <p className="mt-4">{words.summary.more}</p>
    </>
  );
}

const proofTones = { fits: 'good', 'does-not-fit': 'bad', unknown: 'wait' } as const;

interface ReceiptProps extends FindingProps {
  claims: ReceiptClaims;
  digest: string;
  evidence: EvidenceFinding | null;
}

function Receipt(props: ReceiptProps) {
  const { claims, digest, evidence, summary, words, facts } = props;
  return (
    <>
      {summary === null ? null : (
        <p className="mb-3 font-semibold">
          {summary.digest === digest ? words.summary.same : words.summary.other}
        </p>
      )}
      {evidence === null ? null : (
        <ActionPanel tone={proofTones[evidence]} {...words.proof[evidence]} />
      )}
      <p className="mb-2">{words.genuine.then}</p>
      <ReceiptFacts claims={claims} digest={digest} words={facts} />
    </>
  );
}

function contentOf(props: FindingProps, told: Told): ReactNode {
  const { finding, words, answer, onAsk } = props;
  switch (told) {
    case 'revoked':
    case 'asked-too-often':
    case 'unreachable':
      return (
        <>
          <p>{words.revoked.what}</p>
          <button
            type="button"
            className="button button-main mt-4"
            aria-disabled={answer === 'asking' ? true : undefined}
            onClick={onAsk}
          >
            {answer === 'asking' ? words.revoked.asking : words.revoked.button}
          </button>
        </>
      );
    case 'summary':
      return 'kind' in finding && finding.kind === 'summary' ? (
        <Summary {...props} claims={finding.claims} />
      ) : null;
    case 'genuine':
    case 'known':
      return 'kind' in finding && finding.kind === 'receipt' ? (
        <Receipt
          {...props}
          claims={finding.claims}
          digest={finding.digest}
          evidence={finding.evidence}
        />
      ) : null;
    default:
      return null;
  }
}

/** What a check found, in words, with the focus on it, so that it is read out and in view. */
export function CheckFinding(props: FindingProps) {
  const { finding, words, facts, register } = props;
  const place = useRef<HTMLDivElement>(null);
  const told = toldBy(props);
  const at = 'claims' in finding ? timeInWords(facts, instantOf(finding.claims), 'dateTime') : '';
  const heading = fillIn(words[told].heading, { register: inSentence(register) });
  useEffect(() => {
    place.current?.querySelector('h2')?.focus();
    document.title = `${heading} – ${register}`;
  }, [heading, register]);
  return (
    <div ref={place} role="alert">
      <ActionPanel
        tone={tones[told]}
        heading={heading}
        text={fillIn(words[told].text, { register: inSentence(register), at })}
      />
      {contentOf(props, told)}
    </div>
  );
}

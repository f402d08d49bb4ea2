'use client';

import { useCallback, useState } from 'react';
import type { CheckingKey, SummaryClaims } from '@/lib/receipts/dto';
import { readReceipt, type ReceiptReading } from './read-receipt';

/** What the register said of a receipt whose key leaked; null: it was not asked yet. */
export type Answer = 'asking' | 'known' | 'not-known' | 'asked-too-often' | 'unreachable' | null;

export type Finding = ReceiptReading | { result: 'unsupported' };

interface Checked {
  finding: Finding | null;
  answer: Answer;
  /** What the code of a printed receipt stated that was read before, for its file to be held against. */
  summary: SummaryClaims | null;
  /** Counts checks, so that each is told anew, even with the same outcome. */
  count: number;
}

const nothing: Checked = { finding: null, answer: null, summary: null, count: 0 };

async function find(text: string, keys: readonly CheckingKey[]): Promise<Finding> {
  // Without https a browser has no such thing.
  if (!('subtle' in crypto)) return { result: 'unsupported' };
  return readReceipt(text, keys);
}

async function ask(record: string, digest: string): Promise<Answer> {
  try {
    const answer = await fetch('/receipts/issued', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ record, digest }),
    });
    if (answer.status === 429) return 'asked-too-often';
    if (!answer.ok) return 'unreachable';
    const { issued } = (await answer.json()) as { issued: boolean };
    return issued ? 'known' : 'not-known';
  } catch (error) {
    // A browser without network says so by this alone.
    if (error instanceof TypeError) return 'unreachable';
    throw error;
  }
}

/** Checks receipts with the keys that came with the page; `askRegister` alone uses the network. */
export function useCheck(keys: readonly CheckingKey[]) {
  const [checked, setChecked] = useState(nothing);

  const check = useCallback(
    (text: string) => {
      void find(text, keys).then((finding) =>
        setChecked(({ summary, count }) => ({
          finding,
          answer: null,
          summary: 'kind' in finding && finding.kind === 'summary' ? finding.claims : summary,
          count: count + 1,
        })),
      );
    },
    [keys],
  );

  const askRegister = useCallback(() => {
    const { finding } = checked;
    if (finding?.result !== 'revoked' || finding.kind !== 'receipt') return;
    const { claims, digest } = finding;
    setChecked((before) => ({ ...before, answer: 'asking' }));
    void ask(claims.record.record_header.record_id, digest).then((answer) =>
      setChecked((before) => ({ ...before, answer, count: before.count + 1 })),
    );
  }, [checked]);

  return { ...checked, check, askRegister };
}

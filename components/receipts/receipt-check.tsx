'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { Card } from '@/components/ui/card';
import type { CheckingKey } from '@/lib/receipts/dto';
import { CheckFinding } from './check-finding';
import { CheckForm } from './check-form';
import { useCheck } from './use-check';
import type { CheckWords, FactWords } from './words';

interface ReceiptCheckProps {
  keys: CheckingKey[];
  words: CheckWords;
  facts: FactWords;
  register: string;
}

const subscribe = () => () => undefined;

/** Checks what is chosen, pasted or came behind the `#` of the address, where a printed code puts it. */
export function ReceiptCheck({ keys, words, facts, register }: ReceiptCheckProps) {
  const { finding, answer, summary, count, check, askRegister } = useCheck(keys);
  const isReady = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );

  useEffect(() => {
    const checkAddress = () => {
      const text = window.location.hash.slice(1);
      if (text.includes('.')) check(text);
    };
    checkAddress();
    window.addEventListener('hashchange', checkAddress);
    return () => window.removeEventListener('hashchange', checkAddress);
  }, [check]);

  return (
    <div className="needs-script space-y-6" data-react="needed">
      {finding === null ? null : (
        <Card>
          <CheckFinding
            key={count}
            {...{ finding, answer, summary, words, facts, register }}
            onAsk={askRegister}
          />
        </Card>
      )}
      <Card>
        {finding === null ? null : <h2 className="mb-4 text-xl font-semibold">{words.again}</h2>}
        {isReady ? <CheckForm onText={check} words={words} /> : <p>{words.starting}</p>}
      </Card>
    </div>
  );
}

'use client';

import { useEffect } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import { useExpiry } from './use-expiry';

interface ExpiryWatchProps {
  remainingMs: number;
  selfPath: string;
  words: { soon: string; title: string; heading: string; text: string; link: string };
}

export function ExpiryWatch({ remainingMs, selfPath, words }: ExpiryWatchProps) {
  const expiry = useExpiry(remainingMs);

  useEffect(() => {
    if (expiry === 'over') document.title = words.title;
  }, [expiry, words.title]);

  return (
    <>
      <p role="status" className="font-medium not-empty:mb-4">
        {expiry === 'soon' ? words.soon : ''}
      </p>
      <div role="alert">
        {expiry === 'over' ? (
          <ActionPanel tone="wait" heading={words.heading} text={words.text}>
            <p>
              <a href={selfPath} className="text-link">
                {words.link}
              </a>
            </p>
          </ActionPanel>
        ) : null}
      </div>
    </>
  );
}

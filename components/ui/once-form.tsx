'use client';

import { useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';

interface OnceFormProps {
  action: string;
  fields?: Record<string, string>;
  children: ReactNode;
  className?: string;
}

/**
 * A plain form post that a double click cannot send twice: the second would be told "already used" of
 * the first. Works without JavaScript, then without that guard; the server stays the judge.
 */
export function OnceForm({ action, fields = {}, children, className }: OnceFormProps) {
  const sent = useRef(false);

  useEffect(() => {
    // A page taken out of the browser's history may be sent again.
    const reset = () => {
      sent.current = false;
    };
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  const guard = (event: SubmitEvent<HTMLFormElement>) => {
    if (sent.current) event.preventDefault();
    sent.current = true;
  };

  return (
    <form method="post" action={action} onSubmit={guard} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

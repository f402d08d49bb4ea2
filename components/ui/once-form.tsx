import type { ReactNode } from 'react';
import { PageScript } from '@/components/page-script/page-script';
import script from './once-form-script.ts?page-script';

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
  return (
    <form method="post" action={action} data-once="" className={className}>
      <PageScript source={script} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

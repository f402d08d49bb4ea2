import type { ReactNode } from 'react';

interface FilterFormProps {
  /** The list's own path. */
  action: string;
  label: string;
  submit?: string;
  /** Whether a filter is set, so that there is something to clear. */
  isSet: boolean;
  children: ReactNode;
}

/** The filters of a list: a form that GETs, so that a filtered list has an address. */
export function FilterForm({ action, label, submit, isSet, children }: FilterFormProps) {
  return (
    <form
      method="get"
      action={action}
      role="search"
      aria-label={label}
      className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3 rounded-xl border border-line bg-card p-4"
    >
      {children}
      <button type="submit" className="button button-quiet">
        {submit ?? 'Apply'}
      </button>
      {isSet ? (
        <a href={action} className="inline-flex min-h-12 items-center text-link">
          Clear
        </a>
      ) : null}
    </form>
  );
}

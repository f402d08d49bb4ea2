'use client';

import { useEffect, useRef } from 'react';

/** Asks for the next part of a check by itself; without JavaScript by a press for each. */
export function GoOnForm({ action }: { action: string }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => form.current?.requestSubmit(), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <form ref={form} method="post" action={action} data-react="needed" className="mt-6">
      <input type="hidden" name="go-on" value="1" />
      <button type="submit" className="button button-main">
        Go on
      </button>
    </form>
  );
}

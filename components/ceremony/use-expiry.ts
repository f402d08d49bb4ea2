import { useEffect, useState } from 'react';

export type Expiry = 'open' | 'soon' | 'over';

const SOON_MS = 60_000;

/** Whether a page that works for `remainingMs` more still does. A device that slept is not fooled. */
export function useExpiry(remainingMs: number): Expiry {
  const [expiry, setExpiry] = useState<Expiry>('open');

  useEffect(() => {
    const endsAt = Date.now() + remainingMs;
    const check = () => {
      const left = endsAt - Date.now();
      setExpiry(left <= 0 ? 'over' : left <= SOON_MS ? 'soon' : 'open');
    };
    const timer = setInterval(check, 1000);
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [remainingMs]);

  return expiry;
}

export type Expiry = 'open' | 'soon' | 'over';

const SOON_MS = 60_000;

/** Tells when a page that works for `remainingMs` more soon ends, and when it has. A device that slept is not fooled. */
export function watchExpiry(remainingMs: number, tell: (expiry: Expiry) => void): void {
  const endsAt = Date.now() + remainingMs;
  let told: Expiry = 'open';
  const check = () => {
    const left = endsAt - Date.now();
    const expiry = left <= 0 ? 'over' : left <= SOON_MS ? 'soon' : 'open';
    if (expiry === told) return;
    told = expiry;
    tell(expiry);
  };
  setInterval(check, 1000);
  document.addEventListener('visibilitychange', check);
}

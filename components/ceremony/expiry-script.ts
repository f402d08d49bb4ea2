import { watchExpiry } from '@/components/ui/watch-expiry';
import type { ExpirySettings } from './expiry-settings';

/** Tells on a page marked `data-expiry` that it soon runs out of time, and when it has. */
for (const root of document.querySelectorAll<HTMLElement>('[data-expiry]')) {
  const { remainingMs, soon, title } = JSON.parse(root.dataset.expiry ?? '') as ExpirySettings;
  const [status, alert] = root.querySelectorAll('[role]');
  const over = root.querySelector('template');
  watchExpiry(remainingMs, (expiry) => {
    if (status) status.textContent = expiry === 'soon' ? soon : '';
    if (expiry !== 'over') return;
    document.title = title;
    if (over) alert?.replaceChildren(over.content.cloneNode(true));
  });
}

import type { State } from './state';

export const siteStates: State[] = [
  {
    name: 'whose data it is and how long it is kept',
    title: 'privacy.title',
    heading: 'privacy.heading',
    next: 'privacy.portalButton',
    async reach({ page, register, words }) {
      await page.goto(`${register.origin}/`);
      await page.getByRole('link', { name: words('site.footerPrivacy') }).click();
      return page;
    },
  },
];

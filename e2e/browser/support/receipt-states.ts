import {
  chooseReceipt,
  issueReceipt,
  openCheck,
  openReceipt,
  readCode,
  tampered,
} from './receipts';
import type { State } from './state';

export const receiptPageStates: State[] = [
  {
    name: 'the page that checks receipts',
    title: 'receipts.check.title',
    heading: 'receipts.check.heading',
    next: 'receipts.check.file',
    reach: openCheck,
  },
];

export const receiptPortalStates: State[] = [
  {
    name: 'the receipt of a consent',
    title: 'receipts.print.title',
    heading: 'receipts.print.heading',
    next: 'receipts.print.save',
    reach: openReceipt,
  },
];

export const receiptMomentStates: State[] = [
  {
    name: 'a receipt that is genuine',
    title: 'receipts.check.genuine.heading',
    heading: 'receipts.check.genuine.heading',
    next: 'receipts.check.genuine.then',
    async reach(scene) {
      const page = await openCheck(scene);
      await chooseReceipt(page, await issueReceipt(scene));
      return page;
    },
  },
  {
    name: 'a receipt that was changed',
    title: 'receipts.check.changed.heading',
    heading: 'receipts.check.changed.heading',
    next: 'receipts.check.changed.text',
    async reach(scene) {
      const page = await openCheck(scene);
      await chooseReceipt(page, tampered(await issueReceipt(scene)));
      return page;
    },
  },
  {
    name: 'what is no receipt',
    title: 'receipts.check.unreadable.heading',
    heading: 'receipts.check.unreadable.heading',
    next: 'receipts.check.unreadable.text',
    async reach(scene) {
      const page = await openCheck(scene);
      await chooseReceipt(page, 'Dear customer');
      return page;
    },
  },
  {
    name: 'the code of a printed receipt',
    title: 'receipts.check.summary.heading',
    heading: 'receipts.check.summary.heading',
    next: 'receipts.check.summary.more',
    async reach(scene) {
      const page = await openReceipt(scene);
      await page.goto(await readCode(page));
      return page;
    },
  },
];

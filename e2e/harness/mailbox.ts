import { setTimeout as sleep } from 'node:timers/promises';
import { SENT_PATH, type SentMail } from './fake-resend';
import { httpRequest } from './http-request';

const POLL_MS = 50;

export interface WaitOptions {
  where?: (mail: SentMail) => boolean;
  /** Waits until that many fit; 1. */
  count?: number;
  timeoutMs?: number;
}

export interface Mailbox {
  all(): Promise<SentMail[]>;
  mailsTo(address: string): Promise<SentMail[]>;
  /** The newest mail to that address that fits. @throws {Error} naming what came instead */
  waitForMail(address: string, options?: WaitOptions): Promise<SentMail>;
}

/** Reads what a `startFakeResend` at `url` was given, from whichever process. */
export function openMailbox(url: string): Mailbox {
  const all = async () => {
    const { text } = await httpRequest(`${url}${SENT_PATH}`);
    return JSON.parse(text) as SentMail[];
  };
  return {
    all,
    mailsTo: async (address) => (await all()).filter(({ to }) => to.includes(address)),
    async waitForMail(address, { where = () => true, count = 1, timeoutMs = 30_000 } = {}) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const mails = await all();
        const fitting = mails.filter((mail) => mail.to.includes(address) && where(mail));
        const newest = fitting.at(-1);
        if (newest && fitting.length >= count) return newest;
        if (Date.now() > deadline) {
          const others = mails.map(({ to, subject }) => `${to.join()}: ${subject}`);
          throw new Error(`no such mail to ${address}; there are: ${others.join('; ') || 'none'}`);
        }
        await sleep(POLL_MS);
      }
    },
  };
}

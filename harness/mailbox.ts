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
  mailsTo(address: string): Promise<SentMail[]>;
  /** The newest mail to that address that fits. @throws {Error} naming what came instead */
  waitForMail(address: string, options?: WaitOptions): Promise<SentMail>;
}

/** Reads what a `startFakeResend` at `url` was given, from whichever process. */
export function openMailbox(url: string): Mailbox {
  const mailsTo = async (address: string) => {
    const { text } = await httpRequest(`${url}${SENT_PATH}?to=${encodeURIComponent(address)}`);
    return JSON.parse(text) as SentMail[];
  };
  return {
    mailsTo,
    async waitForMail(address, { where = () => true, count = 1, timeoutMs = 60_000 } = {}) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const mails = await mailsTo(address);
        const fitting = mails.filter(where);
        const newest = fitting.at(-1);
        if (newest && fitting.length >= count) return newest;
        if (Date.now() > deadline) {
          const others = mails.map(({ subject }) => subject).join('; ');
          throw new Error(`no such mail to ${address}, only: ${others || 'none'}`);
        }
        await sleep(POLL_MS);
      }
    },
  };
}

import { counter } from '@/lib/platform/metrics/registry';

/** Counts a mail that was sent, or that nobody will try again. */
export function countMail(kind: string, outcome: 'sent' | 'failed'): void {
  counter({
    name: 'register_mails_total',
    help: 'Mails sent, and mails given up.',
    labels: ['kind', 'outcome'],
  }).inc({ kind, outcome });
}

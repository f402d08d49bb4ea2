import type { DataType } from '@/lib/vocabulary/data-types';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';

/** How times are told; months by their numbers. */
export interface TimeWords {
  months: Record<1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12, string>;
  dateTime: string;
}

/** The words for what a receipt states; places in braces are filled by `fillIn`. */
export interface FactWords extends TimeWords {
  organisation: string;
  through: string;
  stood: string;
  states: Record<'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'DISCOVERED', string>;
  enders: Record<'customer' | 'organisation' | 'other', string>;
  then: string;
  why: string;
  bases: Record<LegalBasis, string>;
  purpose: string;
  what: string;
  dataTypes: Record<DataType, string>;
  meter: string;
  meterEnding: string;
  meterGone: string;
  since: string;
  until: string;
  noEnd: string;
  ended: string;
  entered: string;
  disputed: string;
  recipients: string;
  terms: string;
  version: string;
  confirmed: string;
  confirmation: Record<
    | 'none'
    | 'magic-link'
    | 'passkey-assert'
    | 'passkey-register'
    | 'shown'
    | 'notShown'
    | 'unproven'
    | 'unbound',
    string
  >;
  evidence: string;
  number: string;
  fingerprint: string;
}

/** What was found, in a heading and a sentence. */
export interface FindingWords {
  heading: string;
  text: string;
}

/** What the page that checks receipts says after a check. */
export interface CheckWords {
  file: string;
  fileHint: string;
  paste: string;
  pasteLabel: string;
  button: string;
  again: string;
  starting: string;
  genuine: FindingWords & { then: string };
  summary: FindingWords & { more: string; same: string; other: string };
  changed: FindingWords;
  'unknown-key': FindingWords;
  unreadable: FindingWords;
  revokedCode: FindingWords;
  revoked: FindingWords & { what: string; button: string; asking: string };
  proof: Record<'fits' | 'does-not-fit' | 'unknown', FindingWords>;
  known: FindingWords;
  'not-known': FindingWords;
  'asked-too-often': FindingWords;
  unreachable: FindingWords;
  unsupported: FindingWords;
}

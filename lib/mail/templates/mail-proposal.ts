import type { DataType } from '@/lib/vocabulary/data-types';

/** What a mail says of a proposal: no word of the request, which the page alone shows. */
export interface MailProposal {
  dataTypes: DataType[];
  /** Null: no end. */
  until: Date | null;
  /** A consent basis: the customer may say no. */
  asksPermission: boolean;
}

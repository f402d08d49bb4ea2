import type { DataType } from '@/lib/vocabulary/data-types';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';

export interface ProposedController {
  name: string;
  role: 'sole' | 'lead' | 'joint' | 'member';
  'contact-url': string;
  address?: {
    addressLine1: string;
    addressLine2?: string;
    townCity: string;
    county?: string;
    postcode: string;
  };
  'privacy-rights-url'?: string;
  'lia-reference'?: string;
  'statutory-reference'?: string;
  'storage-conditions'?: { location: string; 'retention-period': string };
}

export interface ProposedRecipient {
  name: string;
  role: string;
  'privacy-url'?: string;
}

interface NoticeTerms {
  'terms-url': string;
  'notice-version': string;
  'notice-language'?: string;
}

export interface ProposedNotice {
  'shared-notice'?: NoticeTerms;
  notices?: (NoticeTerms & { 'controller-name': string })[];
}

/** A proposal in the normal form that is stored, shown, answered and digested. */
export interface Proposal {
  'legal-basis': LegalBasis;
  purpose: string;
  'data-types': DataType[];
  /** RFC 3339 in UTC with milliseconds; null: no end. */
  expiry: string | null;
  controllers: ProposedController[];
  recipients?: ProposedRecipient[];
  /** With the consent bases. */
  notice?: ProposedNotice;
  /** With every other basis. */
  'terms-url'?: string;
}

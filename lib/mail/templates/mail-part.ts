/** One language's half of a mail, from which both its HTML and its plain text are made. */
export interface MailPart {
  lang: 'en' | 'cy';
  subject: string;
  /** The subject's second half, where this is the second language. */
  shortSubject: string;
  /** Says, in this language, that the mail holds it too; for the top of the other half. */
  alsoInThisLanguage: string;
  register: string;
  heading: string;
  /** The organisation's name as it occurs in the texts, to be emphasised there; null when none is named. */
  organisation: string | null;
  intro: string[];
  code: { label: string; digits: string; note: string } | null;
  action: { before: string | null; label: string; link: string; rawLabel: string } | null;
  details: { term: string; text: string }[];
  unexpected: { heading: string; text: string[] };
  footer: string;
  /** Where a doubter finds out whether the mail is ours: the page's address, and as people type it. */
  genuine: { text: string; link: string; typed: string };
}

/** What differs from mail to mail; the rest is each language's frame. */
export type MailWords = Omit<
  MailPart,
  'lang' | 'register' | 'alsoInThisLanguage' | 'footer' | 'genuine'
>;

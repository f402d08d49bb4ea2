/** One language's half of a mail; the HTML and the plain text are made from the same. */
export interface MailPart {
  lang: 'en' | 'cy';
  subject: string;
  /** The subject's second half, where this is the second language. */
  shortSubject: string;
  /** Says, in this language, that the mail holds it too; for the top of the other half. */
  alsoInThisLanguage: string;
  register: string;
  heading: string;
  /** As it stands in the texts, where it is to stand out; null: none is spoken of. */
  organisation: string | null;
  intro: string[];
  code: { label: string; digits: string; note: string } | null;
  action: { before: string | null; label: string; link: string; rawLabel: string } | null;
  details: { term: string; text: string }[];
  unexpected: { heading: string; text: string[] };
  footer: string;
}

/** What differs from mail to mail; the rest is each language's frame. */
export type MailWords = Omit<MailPart, 'lang' | 'register' | 'alsoInThisLanguage' | 'footer'>;

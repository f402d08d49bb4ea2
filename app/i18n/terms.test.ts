import { describe, expect, it } from 'vitest';
import type { MailFacts } from '@/lib/mail/templates/mail-facts';
import { renderMail } from '@/lib/mail/templates/render-mail';
import cy from '../messages/cy.json';
import en from '../messages/en.json';
import { terms } from '../messages/terms';

interface Tree {
  [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  );
}

type Language = 'en' | 'cy';

/** Each word of `texts` that is never used for a thing, with where it stands. */
function strayWords(language: Language, texts: [string, string][]): string[] {
  const never = Object.values(terms).flatMap((term) => [...term[language].never]);
  return texts.flatMap(([where, text]) =>
    never.flatMap((word) => {
      const found = word.exec(text);
      return found ? [`${where}: ${found[0]}`] : [];
    }),
  );
}

/** Tags, and the names of cases, which nobody reads. */
const NOT_SHOWN = /<\/?\w+>|(?<=[,}] )[\w=-]+(?= \{)/g;

/** Every page that customers see: consoles have no words in the catalogue. */
function pagesOf(tree: Tree): [string, string][] {
  return flatten(tree).map(([key, message]) => [key, message.replace(NOT_SHOWN, '')]);
}

const at = new Date('2026-11-23T14:05:00Z');
const about = { organisation: 'Northwind Energy', meterPointEnding: '8901' };
const link = 'https://id.register.example/magic-link/abc';
const asked = {
  ...about,
  reference: '3F7A 92C1',
  isBound: true,
  proposal: { dataTypes: ['HH-CONSUMPTION' as const], until: null, asksPermission: true },
  returnHost: 'www.northwind.example',
  link,
  minutes: 15,
  expiresAt: at,
};

type StaffMail = 'redirect-host-added' | 'webhook-undelivered' | 'webhook-disabled';
type CustomerMail = Exclude<MailFacts['kind'], StaffMail>;

/** One mail of each kind that customers get. */
const mails: { [Kind in CustomerMail]: Extract<MailFacts, { kind: Kind }> } = {
  'magic-link': { kind: 'magic-link', ...asked },
  'email-proof': { kind: 'email-proof', ...asked, proposal: null, code: '123456' },
  'passkey-added': { kind: 'passkey-added', ...about, link, addedAt: at, undoUntil: at },
  'portal-sign-in': { kind: 'portal-sign-in', ...asked, code: '123456' },
  'portal-opened': { kind: 'portal-opened', ...about, openedAt: at },
  'identity-record-voided': { kind: 'identity-record-voided', ...about, voidedAt: at },
  'withdrawal-receipt': {
    kind: 'withdrawal-receipt',
    ...about,
    through: 'Brightmeter',
    withdrawnAt: at,
    reference: 'A1',
    checkPage: 'id.register.example/receipts/check',
  },
  'record-changed': { kind: 'record-changed', ...about, changedAt: at },
  'consent-not-asked': { kind: 'consent-not-asked', ...about, registeredAt: at },
  'consent-confirmed': {
    kind: 'consent-confirmed',
    ...about,
    dataTypes: ['HH-CONSUMPTION'],
    from: at,
    until: at,
    confirmedAt: at,
    wasShown: false,
    checkPage: 'id.register.example/receipts/check',
  },
  'portal-passkey-added': {
    kind: 'portal-passkey-added',
    ...about,
    link,
    addedAt: at,
    undoUntil: at,
  },
  'portal-passkey-removed': { kind: 'portal-passkey-removed', ...about, removedAt: at },
};

const frame = {
  names: { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' },
  origin: 'https://id.register.example',
  operator: { name: 'Register Ltd', contact: 'help@example.org' },
};

/** One language's half of a mail's plain text; they are apart by a rule. */
async function halfOf(facts: MailFacts, language: Language): Promise<string> {
  const { text } = await renderMail(facts, { locale: language, frame });
  return text.split(/^-{60}$/m)[0] ?? '';
}

describe('the words that customers read', () => {
  it.each([
    ['en', en],
    ['cy', cy],
  ] as const)('are one for each thing on the pages (%s)', (language, tree) => {
    expect(strayWords(language, pagesOf(tree))).toEqual([]);
  });

  it.each(['en', 'cy'] as const)('are the same ones in the mails (%s)', async (language) => {
    const texts = await Promise.all(
      Object.entries(mails).map(async ([kind, facts]): Promise<[string, string]> => [
        kind,
        (await halfOf(facts, language)).replace(/\n.*in this language.*\n/, ''),
      ]),
    );
    expect(strayWords(language, texts)).toEqual([]);
  });

  it('are found where they are wrong', () => {
    const texts: [string, string][] = [['a page', 'Withdraw your consent for this meter point']];
    expect(strayWords('en', texts)).toHaveLength(3);
  });
});

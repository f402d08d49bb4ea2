/** What the customer's pages and mails call one thing, and the words that they never use for it. */
export interface Term {
  en: Wording;
  cy: Wording;
}

interface Wording {
  /** As it stands in a sentence. */
  say: string;
  /** How it is told where it first comes up; left out where the word explains itself. */
  first?: string;
  never: RegExp[];
}

/**
 * The words of the customer's side, one for each thing, in both languages. A page or a mail that calls it
 * otherwise fails `app/i18n/terms.test.ts`. Consoles and the API keep the words of docs/glossary.md.
 */
export const terms = {
  passkey: {
    en: {
      say: 'passkey',
      first:
        'A passkey is a key on your phone or computer. You open it with your fingerprint, your face or your screen lock. These never leave your device.',
      never: [/\bcredential/i, /\bsecurity key/i, /\bauthenticator/i, /\bbiometric/i],
    },
    cy: {
      say: 'allwedd mynediad',
      first:
        'Mae allwedd mynediad (passkey) yn allwedd ar eich ffôn neu’ch cyfrifiadur. Rydych yn ei hagor gyda’ch ôl bys, eich wyneb neu eich clo sgrin. Dydy’r rhain byth yn gadael eich dyfais.',
      never: [/cyfrinallwedd/i, /gyfrinallwedd/i, /chyfrinallwedd/i, /nghyfrinallwedd/i],
    },
  },
  meter: {
    en: { say: 'meter', never: [/\bmeter[ -]points?\b/i, /\bsupply point/i, /\bMPxN\b/i] },
    cy: { say: 'mesurydd', never: [/pwynt mesurydd/i, /bwynt mesurydd/i, /phwynt mesurydd/i] },
  },
  permission: {
    en: { say: 'permission', never: [/\bconsent/i, /\bauthoris/i] },
    cy: { say: 'caniatâd', never: [/cydsyni/i, /gydsyni/i] },
  },
  stop: {
    en: { say: 'stop sharing', never: [/\bwithdr[ae]w/i, /\brevo[kc]/i] },
    cy: { say: 'rhoi’r gorau i rannu', never: [/tynnu\b.*\byn ôl/i, /rhoi terfyn/i, /terfynwyd/i] },
  },
  'who you are': {
    en: {
      say: 'confirm who you are',
      never: [/\bverif/i, /\bauthenticat/i, /\bidentif/i, /\bon record\b/i],
    },
    cy: {
      say: 'cadarnhau pwy ydych chi',
      never: [/chi sydd yno/i, /fi sydd yma/i, /ar gofnod/i, /\bdilysu\b/i],
    },
  },
  'business reason': {
    en: { say: 'business reason', never: [/\blegitimate/i] },
    cy: { say: 'rheswm busnes', never: [/buddiant/i, /fuddiant/i] },
  },
  organisation: {
    en: { say: 'organisation', never: [/\bdata user/i, /\bcontroller/i, /\bthird part/i] },
    cy: { say: 'sefydliad', never: [/defnyddiwr data/i, /rheolydd/i] },
  },
  email: {
    en: { say: 'email', never: [/\be-mail/i, /\bmails?\b/i] },
    // With U+2011, after which no line breaks.
    cy: { say: 'e‑bost', never: [/\be-bost/i, /\bebost/i] },
  },
  create: {
    en: { say: 'create a passkey', never: [/\benrol/i, /\bset up\b/i] },
    cy: { say: 'creu allwedd mynediad', never: [/gosod allwedd/i, /gwneud allwedd/i, /sefydlu/i] },
  },
  fingerprint: {
    en: { say: 'fingerprint', never: [/\bthumbprint/i, /\btouch id/i] },
    cy: { say: 'eich ôl bys', never: [/ôl eich bys/i] },
  },
  'screen lock': {
    en: { say: 'screen lock', never: [/\block screen/i] },
    cy: { say: 'clo sgrin', never: [/glo eich sgrin/i, /clo ar y sgrin/i, /clo eich sgrin/i] },
  },
  refuse: {
    en: { say: 'say no', never: [/\breject/i, /\bdeny\b/i, /\bdenied\b/i] },
    cy: { say: 'dweud na', never: [/\bgwadu\b/i] },
  },
  'what for': {
    en: { say: 'what for', never: [/\bpurposes\b/i] },
    cy: { say: 'at ba ddiben', never: [/i ba ddiben/i] },
  },
} as const satisfies Record<string, Term>;

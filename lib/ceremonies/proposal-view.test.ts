import { describe, expect, test } from 'vitest';
import type { Proposal, ProposedController } from '@/lib/proposals/dto';
import { toProposalView } from './proposal-view';

const named = (name: string, role: ProposedController['role']): ProposedController => ({
  name,
  role,
  'contact-url': 'https://northwind.example/contact',
});

const proposal: Proposal = {
  'legal-basis': 'uk-consent',
  purpose: 'To recommend a tariff',
  'data-types': ['TARIFF-IMPORT', 'HH-CONSUMPTION'],
  expiry: null,
  controllers: [named('Northwind Energy', 'sole')],
  notice: {
    'shared-notice': { 'terms-url': 'https://northwind.example/terms?v=7', 'notice-version': '7' },
  },
};

const viewOf = (fields: Partial<Proposal> = {}) =>
  toProposalView(
    { ...proposal, ...fields },
    { organisation: 'Northwind Energy', at: new Date('2026-11-02T09:30:00Z') },
  );

test('a proposal of one’s own is shown whole', () => {
  expect(viewOf()).toEqual({
    legalBasis: 'uk-consent',
    asksPermission: true,
    dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    purpose: 'To recommend a tariff',
    from: '2026-11-02T09:30:00.000Z',
    until: null,
    actsFor: null,
    arrangement: 'sole',
    otherControllers: [],
    recipients: [],
    terms: [
      {
        host: 'northwind.example',
        url: 'https://northwind.example/terms?v=7',
        of: null,
        version: '7',
      },
    ],
  });
});

test.each([
  ['northwind  ENERGY', null],
  ['Northwind Energy Ltd', 'Northwind Energy Ltd'],
  // Cyrillic, to be read as the name of the register’s own.
  ['Nоrthwind Energy', 'Nоrthwind Energy'],
  ['\u202eygrenE dniwhtroN', 'ygrenE dniwhtroN'],
])('of a controller called %j the page says that it acts for %j', (name, actsFor) => {
  expect(viewOf({ controllers: [named(name, 'sole')] }).actsFor).toBe(actsFor);
});

test.each(['joint', 'member'] as const)('the lead stands apart from its %s controllers', (role) => {
  const view = viewOf({
    controllers: [named('Second', role), named('First', 'lead'), named('Third', role)],
  });
  expect(view).toMatchObject({
    actsFor: 'First',
    arrangement: role === 'joint' ? 'joint' : 'group',
    otherControllers: ['Second', 'Third'],
  });
});

describe('an address is shown by the host that a browser would open', () => {
  test.each([
    ['https://id.central.consent@evil.example/terms', 'evil.example'],
    ['https://оfgem.gov.uk/', 'xn--fgem-45d.gov.uk'],
    ['https://EVIL.example:8443/', 'evil.example:8443'],
  ])('%s', (address, host) => {
    const { terms, recipients } = viewOf({
      notice: { 'shared-notice': { 'terms-url': address, 'notice-version': '1' } },
      recipients: [{ name: 'A', role: 'b', 'privacy-url': address }],
    });
    expect(terms.map((one) => one.host)).toEqual([host]);
    expect(recipients.map(({ privacy }) => privacy?.host)).toEqual([host]);
  });
});

test('without a notice the terms stand by themselves', () => {
  const { notice, ...rest } = proposal;
  const asking = { organisation: 'Northwind Energy', at: new Date() };
  expect(notice).toBeDefined();
  expect(toProposalView(rest, asking).terms).toEqual([]);
  const { terms } = toProposalView({ ...rest, 'terms-url': 'https://a.example/b' }, asking);
  expect(terms).toEqual([
    { host: 'a.example', url: 'https://a.example/b', of: null, version: null },
  ]);
});

test('each controller’s terms are shown, and whose they are', () => {
  const of = (name: string) => ({
    'controller-name': name,
    'terms-url': 'https://a.example/',
    'notice-version': 'v\u202e1',
  });
  const { terms } = viewOf({ notice: { notices: [of('First'), of('Sec\u200bond')] } });
  expect(terms).toEqual(
    ['First', 'Second'].map((name) => ({
      host: 'a.example',
      url: 'https://a.example/',
      of: name,
      version: 'v1',
    })),
  );
});

test('no word of a request turns the line that it stands on, or breaks it', () => {
  const odd = (word: string) => `\u202e${word}\n${word}\u200b\u2066`;
  const plain = (word: string) => `${word} ${word}`;
  const { purpose, actsFor, otherControllers, recipients, terms } = viewOf({
    purpose: odd('purpose'),
    controllers: [named(odd('lead'), 'lead'), named(odd('second'), 'joint')],
    recipients: [{ name: odd('recipient'), role: odd('role') }],
    notice: {
      notices: [
        {
          'controller-name': odd('lead'),
          'terms-url': 'https://a.example/',
          'notice-version': odd('version'),
        },
      ],
    },
  });
  expect({ purpose, actsFor, otherControllers, recipients, terms }).toEqual({
    purpose: plain('purpose'),
    actsFor: plain('lead'),
    otherControllers: [plain('second')],
    recipients: [{ name: plain('recipient'), role: plain('role'), privacy: null }],
    terms: [
      {
        host: 'a.example',
        url: 'https://a.example/',
        of: plain('lead'),
        version: plain('version'),
      },
    ],
  });
});

test.each([
  ['uk-consent', true],
  ['uk-explicit-consent', true],
  ['uk-legitimate-interests', false],
  ['uk-public-task', false],
  ['uk-legal-obligation', false],
  ['uk-contract', false],
] as const)('%s: the press is a permission: %s', (basis, asksPermission) => {
  expect(viewOf({ 'legal-basis': basis }).asksPermission).toBe(asksPermission);
});

import { describe, expect, test } from 'vitest';
import type { PortalMailFacts } from './mail-facts';
import { renderMail } from './render-mail';

const link = 'https://id.central.consent/portal/link/aaaa.bbbb.cccc';
const genuinePage = 'https://id.central.consent/genuine';
const at = new Date('2026-11-23T09:00:00Z');

const facts = {
  'portal-sign-in': {
    kind: 'portal-sign-in',
    meterPointEnding: '8901',
    link,
    code: '042917',
    minutes: 15,
    // British Summer Time: 14:05 on the wall.
    expiresAt: new Date('2026-07-01T13:05:00Z'),
  },
  'portal-opened': { kind: 'portal-opened', meterPointEnding: '8901', openedAt: at },
  'identity-record-voided': {
    kind: 'identity-record-voided',
    meterPointEnding: '8901',
    voidedAt: at,
  },
  'withdrawal-receipt': {
    kind: 'withdrawal-receipt',
    organisation: 'Northwind Energy',
    through: null,
    meterPointEnding: '8901',
    withdrawnAt: at,
    reference: '0123 4567',
    checkPage: 'id.central.consent/receipts/check',
  },
  'record-changed': {
    kind: 'record-changed',
    organisation: 'Northwind Energy',
    meterPointEnding: '8901',
    changedAt: at,
  },
  'consent-not-asked': {
    kind: 'consent-not-asked',
    organisation: 'Northwind Energy',
    meterPointEnding: '8901',
    registeredAt: at,
  },
  'consent-confirmed': {
    kind: 'consent-confirmed',
    organisation: 'Northwind Energy',
    meterPointEnding: '8901',
    dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    from: at,
    until: new Date('2027-11-23T23:59:00Z'),
    confirmedAt: at,
    wasShown: true,
    checkPage: 'id.central.consent/receipts/check',
  },
  'portal-passkey-added': {
    kind: 'portal-passkey-added',
    meterPointEnding: '8901',
    link,
    addedAt: at,
    undoUntil: new Date('2026-11-30T09:00:00Z'),
  },
  'portal-passkey-removed': {
    kind: 'portal-passkey-removed',
    meterPointEnding: '8901',
    removedAt: at,
  },
} satisfies { [Kind in PortalMailFacts['kind']]: PortalMailFacts };

const frame = {
  names: { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' },
  origin: 'https://id.central.consent',
  operator: null,
};
const render = (fact: PortalMailFacts, locale: 'en' | 'cy' = 'en') =>
  renderMail(fact, { locale, frame });

describe.each(Object.values(facts) as PortalMailFacts[])('a $kind mail', (fact) => {
  test('says in both languages which meter point, by its ending only', async () => {
    const { text, html } = await render(fact);
    expect(text).toContain('ending 8901');
    expect(text).toContain('gorffen gyda 8901');
    expect(html).toContain('<div lang="en">');
    expect(html).toContain('<div lang="cy">');
    expect(html).not.toContain('<strong></strong>');
  });

  test('says what to do if it was not the reader', async () => {
    const { text } = await render(fact);
    expect(text).toMatch(
      /If you did not expect this|If this was not you|If nobody but you lives there|If you do not know why|If you did not give it/,
    );
    expect(text).toMatch(
      /Os nad oeddech yn disgwyl hyn|Os nad chi wnaeth hyn|Os nad oes neb ond chi yn byw yno|Os nad ydych yn gwybod pam|Os na wnaethoch roi’r caniatâd hwn/,
    );
  });

  test('begins in the language asked for, and loads nothing from anywhere', async () => {
    const { html, subject } = await render(fact, 'cy');
    expect(html.indexOf('<div lang="cy">')).toBeLessThan(html.indexOf('<div lang="en">'));
    expect(subject).not.toBe((await render(fact)).subject);
    const addresses = html.match(/(?:href|src)="[^"]*"/g) ?? [];
    const ours = [link, genuinePage].map((address) => `href="${address}"`);
    expect(addresses.filter((address) => !ours.includes(address))).toEqual([]);
  });
});

test('a sign-in mail carries the code and the link, names no organisation, and says how long', async () => {
  const { subject, text } = await render(facts['portal-sign-in']);
  expect(text).toContain('\n    042917\n');
  expect(subject).not.toContain('042917');
  expect(text).toContain(`\n${link}\n`);
  expect(text).toContain('15 minutes, until 14:05 UK time');
  expect(text).toContain('15 munud, tan 14:05 amser y DU');
});

test('a receipt names the organisation, the time and the reference', async () => {
  const { subject, text } = await render(facts['withdrawal-receipt']);
  expect(subject).toContain('Northwind Energy');
  expect(text).toContain('23 November 2026 at 09:00 UK time');
  expect(text).toContain('0123 4567');
});

test('a receipt says what the attached file is and where anybody checks it; without one it does not', async () => {
  const { text } = await render(facts['withdrawal-receipt']);
  expect(text).toContain('Anybody can check it at id.central.consent/receipts/check.');
  expect(text).toContain('Gall unrhyw un ei gwirio yn id.central.consent/receipts/check.');
  const without = await render({ ...facts['withdrawal-receipt'], checkPage: null });
  expect(without.text).not.toContain('attached');
});

test('a receipt says through whom, where an organisation acts for the one that answers', async () => {
  const { subject, text } = await render({
    ...facts['withdrawal-receipt'],
    organisation: 'Green Homes',
    through: 'Northwind Energy',
  });
  expect(subject).toContain('Green Homes');
  expect(text).toContain('through Northwind Energy, which has been told');
  expect(text).toContain('drwy Northwind Energy');
});

test('a confirmed consent is told with its kinds of data, its days and where the receipt is checked', async () => {
  const { subject, text } = await render(facts['consent-confirmed']);
  expect(subject).toContain('Northwind Energy');
  for (const said of [
    'How much energy you use, every half hour; The prices that you pay for energy.',
    '23 November 2027.',
    '23 Tachwedd 2027.',
    'Anybody can check it at id.central.consent/receipts/check.',
    'Gall unrhyw un ei gwirio yn id.central.consent/receipts/check.',
    'where they first showed what it allows',
    'ar ôl iddynt ddangos yr hyn y mae’n ei ganiatáu',
  ]) {
    expect(text).toContain(said);
  }
  const endless = await render({ ...facts['consent-confirmed'], until: null });
  expect(endless.text).toContain('No end date.');
});

test('a confirmed consent that was shown to nobody says so', async () => {
  const { text } = await render({ ...facts['consent-confirmed'], wasShown: false });
  expect(text).toContain('They did not show what is registered now');
  expect(text).toContain('Wnaethon nhw ddim dangos yr hyn sydd wedi’i gofrestru yn awr');
  expect(text).not.toContain('first showed');
});

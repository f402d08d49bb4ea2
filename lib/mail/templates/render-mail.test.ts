import { describe, expect, test } from 'vitest';
import type { MailFacts, PortalMailFacts } from './mail-facts';
import { renderMail } from './render-mail';

/** The portal's own mails are in render-portal-mail.test.ts. */
type AskedMailFacts = Exclude<MailFacts, PortalMailFacts>;

const link = 'https://id.central.consent/magic-link/aaaa.bbbb.cccc';
const genuinePage = 'https://id.central.consent/genuine';
const ask = { organisation: 'Northwind Energy', meterPointEnding: '8901' };
const reference = '3F7A 92C1';
const wayBack = {
  returnHost: 'www.northwind.example',
  link,
  minutes: 15,
  // British Summer Time: 14:05 on the wall.
  expiresAt: new Date('2026-07-01T13:05:00Z'),
};

const webhook = {
  organisation: ask.organisation,
  wid: 'wid_0123456789abcdef01234567',
  host: 'hooks.northwind.example',
  at: new Date('2026-11-23T09:00:00Z'),
};

const frame = {
  names: { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' },
  origin: 'https://id.central.consent',
  operator: null,
};

const facts = {
  'magic-link': {
    kind: 'magic-link',
    ...ask,
    ...wayBack,
    reference,
    isBound: false,
    proposal: null,
  },
  'email-proof': {
    kind: 'email-proof',
    ...ask,
    ...wayBack,
    reference,
    isBound: false,
    proposal: null,
    code: '042917',
  },
  'passkey-added': {
    kind: 'passkey-added',
    ...ask,
    link,
    addedAt: new Date('2026-11-23T09:00:00Z'),
    undoUntil: new Date('2026-11-30T09:00:00Z'),
  },
  'redirect-host-added': {
    kind: 'redirect-host-added',
    organisation: ask.organisation,
    accountId: 'northwind-energy',
    host: 'new.northwind.example',
    addedAt: new Date('2026-11-23T09:00:00Z'),
  },
  'webhook-undelivered': {
    kind: 'webhook-undelivered',
    ...webhook,
    eventId: 'evt_0123456789abcdef01234567',
    eventType: 'consent.withdrawal',
  },
  'webhook-disabled': { kind: 'webhook-disabled', ...webhook, reason: 'failing' },
} satisfies { [Kind in AskedMailFacts['kind']]: AskedMailFacts };

const all = Object.values(facts) as AskedMailFacts[];
const toCustomers = all.filter((fact) => 'meterPointEnding' in fact);
const render = (fact: MailFacts, locale: 'en' | 'cy' = 'en') => renderMail(fact, { locale, frame });
const count = (text: string, part: string) => text.split(part).length - 1;
/** What a reader of the HTML part sees. */
const visible = (html: string) =>
  html.replace(/<style>.*?<\/style>|<!--.*?-->|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');

describe.each(all)('a $kind mail', (fact) => {
  test('is whole in both languages, the customer’s own first', async () => {
    const english = await render(fact, 'en');
    const welsh = await render(fact, 'cy');
    for (const { html } of [english, welsh]) {
      expect(count(html, '<div lang="en">')).toBe(1);
      expect(count(html, '<div lang="cy">')).toBe(1);
    }
    expect(english.html).toMatch(/<html[^>]* lang="en"/);
    expect(welsh.html).toMatch(/<html[^>]* lang="cy"/);
    expect(english.html.indexOf('<div lang="en">')).toBeLessThan(
      english.html.indexOf('<div lang="cy">'),
    );
    expect(welsh.html.indexOf('<div lang="cy">')).toBeLessThan(
      welsh.html.indexOf('<div lang="en">'),
    );
    const halves = english.text.split(/\n-{60}\n/);
    expect(halves).toHaveLength(2);
    expect(
      welsh.text
        .split(/\n-{60}\n/)
        .map((half) => half.trim())
        .at(-1),
    ).toBe(halves[0]?.split('\n').slice(2).join('\n').trim());
    expect(english.subject).not.toBe(welsh.subject);
  });

  test('names the organisation in the subject and in each part', async () => {
    const { subject, html, text } = await render(fact);
    expect(subject).toContain('Northwind Energy');
    expect(count(text, 'Northwind Energy')).toBeGreaterThanOrEqual(2);
    expect(count(html, '<strong>Northwind Energy</strong>')).toBe(2);
  });

  test('loads nothing from anywhere', async () => {
    const { html } = await render(fact);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form)\b|@import|url\(/i);
    const addresses = html.match(/(?:href|src)="[^"]*"/g) ?? [];
    const ours = [link, genuinePage].map((address) => `href="${address}"`);
    expect(addresses.filter((address) => !ours.includes(address))).toEqual([]);
  });

  test('is the same mail when it is made again', async () => {
    expect(await render(fact)).toEqual(await render(fact));
  });

  test('escapes a hostile name and makes no link of it', async () => {
    const organisation =
      '<img src=x onerror=alert(1)> "https://evil.example"\r\nBcc: v@evil.example';
    const { subject, html, text } = await render({ ...fact, organisation });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
    // What no mail program would take for an address.
    for (const body of [visible(html), text]) {
      expect(body).not.toContain('evil.example');
      expect(body).not.toContain('https://evil');
    }
    expect(text).not.toMatch(/^Bcc:/m);
  });
});

describe.each(toCustomers)('a $kind mail to a customer', (fact) => {
  test('has one button and the bare link in each language, in both forms', async () => {
    const { html, text } = await render(fact);
    expect(count(html, `href="${link}"`)).toBe(4);
    expect(count(visible(html), link)).toBe(2);
    expect(count(text, `\n${link}\n`)).toBe(2);
  });

  test('says which meter point by its ending only', async () => {
    const { html, text } = await render(fact);
    expect(text).toContain('ending 8901');
    expect(text).toContain('gorffen gyda 8901');
    expect(visible(html)).not.toMatch(/\d{7,}/);
    expect(text).not.toMatch(/\d{7,}/);
  });

  test('says what to do if it was not asked for', async () => {
    const { html, text } = await render(fact);
    for (const body of [visible(html), text]) {
      expect(body).toMatch(/If you do not want this|If this was not you/);
      expect(body).toMatch(/Os nad ydych eisiau hyn|Os nad chi wnaeth hyn/);
    }
  });
});

test.each([facts['magic-link'], facts['email-proof']])(
  'a $kind mail says how long it works, in minutes and by the clock in the UK',
  async (fact) => {
    const { text } = await render(fact);
    expect(text).toContain('15 minutes, until 14:05 UK time');
    expect(text).toContain('15 munud, tan 14:05 amser y DU');
  },
);

test('a mail says where the customer ends', async () => {
  const away = await render(facts['magic-link']);
  expect(away.text).toContain('You go back to www.northwind.example.');
  expect(away.text).toContain('yn ôl i www.northwind.example.');
  const here = await render({ ...facts['magic-link'], returnHost: null });
  expect(here.text).toContain('You finish on our own website.');
  expect(here.text).toContain('Byddwch yn gorffen ar ein gwefan ni.');
});

test('a magic link says whether another device will do', async () => {
  const free = await render(facts['magic-link']);
  const bound = await render({ ...facts['magic-link'], isBound: true });
  expect(free.text).toContain('On any device:');
  expect(bound.text).not.toContain('On any device:');
  expect(bound.text).toContain('Fydd hi ddim yn gweithio mewn unrhyw borwr arall');
});

test('the code stands big in the HTML and in the text, once in each language, never in the subject', async () => {
  const { subject, html, text } = await render(facts['email-proof']);
  expect(count(html, '>042917<')).toBe(2);
  expect(count(text, '\n    042917\n')).toBe(2);
  expect(subject).not.toContain('042917');
  expect(text).toContain('only in the browser that asked');
});

test('a passkey’s mail says when it was added, and until when it can be taken off', async () => {
  const { text } = await render(facts['passkey-added'], 'cy');
  expect(text).toContain('23 November 2026 at 09:00 UK time');
  expect(text).toContain('23 Tachwedd 2026 am 09:00 amser y DU');
  expect(text).toContain('Until 30 November 2026');
});

test('a mail about a request names it as its page does', async () => {
  for (const fact of [facts['magic-link'], facts['email-proof']]) {
    const { text } = await render(fact);
    expect(text).toContain('Reference: 3F7A 92C1');
    expect(text).toContain('Cyfeirnod: 3F7A 92C1');
  }
});

test('a mail says where our pages are and, where that is known, who runs the register', async () => {
  const operator = { name: 'Register Ltd', contact: 'help@example.org' };
  const known = await renderMail(facts['magic-link'], {
    locale: 'en',
    frame: { ...frame, operator },
  });
  for (const text of [
    'Our pages are all at id.central.consent',
    'Register Ltd runs it: help@example.org.',
    'Register Ltd sy’n ei rhedeg: help@example.org.',
  ]) {
    expect(known.text).toContain(text);
  }
  expect((await render(facts['magic-link'])).text).not.toContain('runs it');
});

test('each half of a mail says, in a link too, where to find out whether it is genuine', async () => {
  const { text, html } = await render(facts['magic-link']);
  expect(text).toContain(
    'Is this email genuine? How to check, and whom to ask: id.central.consent/genuine',
  );
  expect(text).toContain('Sut i wirio, a phwy i’w holi: id.central.consent/genuine');
  expect(html.split(`href="${genuinePage}"`)).toHaveLength(3);
});

test('each half of a mail calls the register by its name in that language', async () => {
  const { text } = await render(facts['email-proof']);
  const [english = '', welsh = ''] = text.split(/\n-{60}\n/);
  expect(english).toContain('The Central Access Register is the record');
  expect(welsh).toContain('Y Gofrestr Fynediad Ganolog yw’r cofnod');
});

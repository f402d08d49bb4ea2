import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataTypes } from '@/lib/vocabulary/data-types';
import type { MailProposal } from './mail-proposal';
import { renderMail } from './render-mail';

const link = 'https://id.central.consent/magic-link/aaaa.bbbb.cccc';
const genuinePage = 'https://id.central.consent/genuine';
const consent: MailProposal = {
  dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  until: new Date('2027-07-01T23:30:00Z'),
  asksPermission: true,
};

/** A mail by which Northwind Energy asks, as plain text and as a reader of its HTML sees it. */
async function bodiesOf(
  kind: 'magic-link' | 'email-proof',
  about: { proposal: MailProposal | null; isBound?: boolean },
) {
  const { html, text, subject } = await renderMail(
    {
      kind,
      organisation: 'Northwind Energy',
      meterPointEnding: '8901',
      returnHost: 'www.northwind.example',
      link,
      minutes: 15,
      expiresAt: new Date('2026-07-01T13:05:00Z'),
      code: '042917',
      reference: '3F7A 92C1',
      isBound: false,
      ...about,
    },
    {
      locale: 'en',
      frame: {
        names: { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' },
        origin: 'https://id.central.consent',
        operator: null,
      },
    },
  );
  const visible = html
    .replace(/<style>.*?<\/style>|<!--.*?-->|<[^>]*>/gs, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[?.,])/g, '');
  return { subject, html, bodies: [text, visible] };
}

function catalogue(language: 'en' | 'cy') {
  const url = new URL(`../../../app/messages/${language}.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(url, 'utf8')) as {
    portal: { dataTypes: Record<string, string> };
  };
  return messages.portal.dataTypes;
}

describe.each(['magic-link', 'email-proof'] as const)('a %s mail with a proposal', (kind) => {
  test('names each kind of data in the words of the pages, in both languages', async () => {
    const proposal = { ...consent, dataTypes: [...dataTypes] };
    const { bodies } = await bodiesOf(kind, { proposal });
    const words = [...Object.values(catalogue('en')), ...Object.values(catalogue('cy'))];
    expect(words).toHaveLength(2 * dataTypes.length);
    for (const body of bodies) for (const each of words) expect(body).toContain(each);
  });

  test('says until when, by the day in the UK, or that there is no end', async () => {
    for (const body of (await bodiesOf(kind, { proposal: consent })).bodies) {
      expect(body).toMatch(/Until when:? 2 July 2027\./);
      expect(body).toMatch(/Tan pryd:? 2 Gorffennaf 2027\./);
    }
    for (const body of (await bodiesOf(kind, { proposal: { ...consent, until: null } })).bodies) {
      expect(body).toMatch(/Until when:? No end date\./);
      expect(body).toMatch(/Tan pryd:? Dim dyddiad gorffen\./);
    }
  });

  test('has no link but ours', async () => {
    const { html, bodies } = await bodiesOf(kind, { proposal: consent });
    const addresses = html.match(/(?:href|src)="[^"]*"/g) ?? [];
    expect(addresses).not.toHaveLength(0);
    const ours = [link, genuinePage].map((address) => `href="${address}"`);
    expect(addresses.filter((address) => !ours.includes(address))).toEqual([]);
    for (const body of bodies) {
      const urls = body.match(/https?:\S+/g) ?? [];
      expect(new Set(urls)).toEqual(new Set([link]));
    }
  });

  test('asks whether the customer is signing up just now, where the return is bound', async () => {
    const question = 'Are you yourself, just now, signing up with Northwind Energy?';
    const welsh = 'Ai chi eich hun sy’n cofrestru gyda Northwind Energy y funud hon?';
    for (const body of (await bodiesOf(kind, { proposal: consent, isBound: true })).bodies) {
      expect(body).toContain(question);
      expect(body).toContain(welsh);
    }
    for (const body of (await bodiesOf(kind, { proposal: consent })).bodies) {
      expect(body).not.toContain(question);
    }
  });
});

test('a magic link for a consent asks for permission, and one for another basis does not', async () => {
  const asking = await bodiesOf('magic-link', { proposal: consent });
  expect(asking.subject).toBe('Northwind Energy asks for your permission · Eich caniatâd');
  for (const body of asking.bodies) {
    expect(body).toContain('Nothing is allowed until you answer there.');
    expect(body).toContain('You may say no');
    expect(body).not.toContain('Confirm who you are');
  }
  const telling = await bodiesOf('magic-link', { proposal: { ...consent, asksPermission: false } });
  expect(telling.subject).toContain('Confirm who you are');
  for (const body of telling.bodies) {
    expect(body).toContain('says that it need not ask for it');
    expect(body).not.toContain('Nothing is allowed');
  }
});

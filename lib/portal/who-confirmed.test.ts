import { describe, expect, test } from 'vitest';
import type { CustomerConfirmation } from '@/lib/access-records/dto';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';
import { whoConfirmed, type Confirming, type ConfirmationViewer } from './who-confirmed';

const passkey: CustomerConfirmation = {
  method: 'passkey-assert',
  assurance: 'proven',
  'confirmed-at': '2026-11-02T09:30:00.000Z',
  bound: true,
  'proposal-digest': 'a digest',
};
const enrolled: CustomerConfirmation = { ...passkey, method: 'passkey-register' };
const link: CustomerConfirmation = { ...passkey, method: 'magic-link' };
const unproven: CustomerConfirmation = { ...enrolled, assurance: 'unproven' };
const unshown = { ...passkey, 'proposal-digest': null };

const annsPress: Confirming = { ir: 'ir_ann', holderId: 'ann', isRepresentative: false };
const annsMail: Confirming = { ...annsPress, holderId: null };
const agentsPress: Confirming = { ...annsPress, holderId: 'agent', isRepresentative: true };
const agentsMail: Confirming = { ...agentsPress, holderId: null };

const ann: ConfirmationViewer = { provedBy: 'passkey', holderId: 'ann', irs: ['ir_ann'] };
const annByMail: ConfirmationViewer = { provedBy: 'mail', holderId: null, irs: ['ir_ann'] };
const housemate: ConfirmationViewer = { provedBy: 'passkey', holderId: 'ben', irs: ['ir_ben'] };
const housemateByMail: ConfirmationViewer = { provedBy: 'mail', holderId: null, irs: ['ir_ben'] };
const bySupplier: ConfirmationViewer = { provedBy: 'supplier', holderId: null, irs: [] };
const agent: ConfirmationViewer = { provedBy: 'passkey', holderId: 'agent', irs: ['ir_ann'] };

type Row = [
  who: string,
  viewer: ConfirmationViewer,
  confirming: Confirming | null,
  confirmation: CustomerConfirmation,
  sentence: string,
];

const decided = (row: Row, legalBasis: LegalBasis = 'uk-consent') => {
  const [, viewer, confirming, confirmation] = row;
  const { what, who } = whoConfirmed({ viewer, confirming, confirmation, legalBasis });
  return `${what} ${who}`;
};

const rows: Row[] = [
  ['the holder who pressed', ann, annsPress, passkey, 'allowed you'],
  ['the holder who pressed with the passkey made for it', ann, annsPress, enrolled, 'allowed you'],
  ['the holder, of what was not shown', ann, annsPress, unshown, 'unshown you'],
  ['the holder, of a passkey that nobody had checked', ann, annsPress, unproven, 'unchecked you'],
  ['the same record by its mailbox', annByMail, annsPress, passkey, 'allowed unsaid'],
  ['the holder, when a mailed link was pressed', ann, annsMail, link, 'allowed unsaid'],
  ['the mailbox of the link that was pressed', annByMail, annsMail, link, 'allowed unsaid'],
  ['the holder, when the passkey is stored no more', ann, annsMail, passkey, 'allowed unsaid'],
  ['the holder, when the confirmation is kept no more', ann, null, passkey, 'allowed unsaid'],
  ['a housemate', housemate, annsPress, passkey, 'allowed somebody-else'],
  ['a housemate, of what was not shown', housemate, annsPress, unshown, 'unshown somebody-else'],
  ['a housemate, of a link', housemate, annsMail, link, 'allowed somebody-else'],
  ['a housemate, of a passkey gone', housemate, annsMail, passkey, 'allowed somebody-else'],
  ['a housemate by mail', housemateByMail, annsPress, passkey, 'allowed somebody-else'],
  ['a housemate of whom only a supplier knows', bySupplier, annsPress, passkey, 'allowed unsaid'],
  ['whom a representative acts for', ann, agentsPress, passkey, 'allowed for-you'],
  ['whom a representative acts for, of a link', ann, agentsMail, link, 'allowed for-you'],
  ['the representative who pressed', agent, agentsPress, passkey, 'allowed you'],
  ['a housemate of them', housemate, agentsPress, passkey, 'allowed for-another'],
]; // prettier-ignore

describe('a confirmed consent', () => {
  test.each(rows)('as %s sees it', (...row) => {
    expect(decided(row)).toBe(row[4]);
  });

  test('is never the viewer’s own by a holder that neither side has', () => {
    const noHolder: ConfirmationViewer = { provedBy: 'passkey', holderId: null, irs: [] };
    expect(decided(['', noHolder, annsMail, passkey, ''])).toBe('allowed somebody-else');
  });
});

describe('a confirmation on a basis that needs no permission', () => {
  test.each(rows)('as %s sees it, allows nothing', (...row) => {
    const [what, who] = row[4].split(' ');
    const expected = what === 'unchecked' ? what : 'not-needed';
    expect(decided(row, 'uk-contract')).toBe(`${expected} ${who}`);
  });
});

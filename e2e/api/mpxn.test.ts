import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectInvalid } from './support/expect-error';
import { identityRecordBody } from './support/identity-record-body';

const { client } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

const create = (mpxn: unknown) =>
  company.call<{ ir: string }>(
    'POST',
    '/v1/identity-records',
    identityRecordBody({ 'pii-principal': { mpxn, 'move-in-date': '2020-01-01' } }),
  );

describe('a meter point', () => {
  it.each([
    ['1234567890123', '1234567890123'],
    ['123456', '123456'],
    ['1234567890', '1234567890'],
    ['12345678901', '12345678901'],
    ['AB12345678', 'AB12345678'],
    ['AB12345678901', 'AB12345678901'],
    ['9Z12345678', '9Z12345678'],
    ['Z912345678', 'Z912345678'],
    ['ab12345678901', 'AB12345678901'],
    ['  1234567890123\t', '1234567890123'],
    ['12 34567 89012 3', '1234567890123'],
    ['12\u00a0345678\u00a090123', '1234567890123'],
    ['\na b 1 2 3 4 5 6 7 8 ', 'AB12345678'],
  ])('written %j is kept as %s', async (written, kept) => {
    const created = await create(written);
    expect(created.status, created.text).toBe(201);
    const { body } = await company.call<{
      'identity-record': { 'pii-principal': { mpxn: string } };
    }>('GET', `/v1/identity-records/${created.body.ir}`);
    expect(body['identity-record']['pii-principal'].mpxn).toBe(kept);
  });

  it.each([
    ['nothing', ''],
    ['only spaces', '   '],
    ['five digits', '12345'],
    ['fourteen digits', '12345678901234'],
    ['two characters and seven digits', 'AB1234567'],
    ['two characters and twelve digits', 'AB123456789012'],
    ['the letter I', 'AI12345678'],
    ['the letter O', 'O112345678'],
    ['the letter Q', '1Q12345678'],
    ['a small o', 'ao12345678'],
    ['a letter behind the second place', 'ABC1234567'],
    ['three letters', 'ABC12345678'],
    ['a dash', '12-34567890'],
    ['full-width digits', '１２３４５６７８９０１２３'],
    ['Arabic digits', '١٢٣٤٥٦٧٨٩٠'],
    ['a trailing line with more', '1234567\n<script>'],
    ['a number', 1234567890123],
    ['a list', ['1234567']],
    ['null', null],
  ])('with %s is refused', async (_name, written) => {
    expectInvalid(await create(written), ['pii-principal.mpxn']);
  });

  it('is found and asked for in any spelling', async () => {
    const spellings = ['cd%2098765432', '%20CD%2098%2076%2054%2032', 'Cd98765432'];
    const created = await create('CD98765432');
    for (const spelling of spellings) {
      const found = await company.call<{ 'identity-records': { ir: string }[] }>(
        'GET',
        `/v1/identity-records?mpxn=${spelling}`,
      );
      expect(found.body['identity-records'].map(({ ir }) => ir)).toContain(created.body.ir);
      const asked = await company.call<{ mpxn: string; exists: boolean }>(
        'GET',
        `/v1/identity-records/exists?mpxn=${spelling}`,
      );
      expect([asked.body.mpxn, asked.body.exists]).toEqual(['CD98765432', true]);
    }
  });
});

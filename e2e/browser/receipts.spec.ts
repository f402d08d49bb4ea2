import { sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createKeyPair } from '../../harness/key-pair';
import { readReceipt } from '../api/support/receipts';
import {
  chooseReceipt,
  issueReceipt,
  openCheck,
  openReceipt,
  readCode,
  saveWithProof,
  tampered,
} from './support/receipts';
import { expect, test } from './support/scene';

const heading = (name: string) => ({ name, exact: true });

test.describe('a receipt in the portal', () => {
  test('is saved as a file that anybody’s program can verify, and is that of the page', async ({
    scene,
  }) => {
    const page = await openReceipt(scene);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as a file' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^meter-data-receipt-\d{4}-\d{2}-\d{2}\.jwt$/);
    const jws = await readFile(await download.path(), 'utf8');
    const { claims } = await readReceipt(scene.register.origin, jws);
    await expect(page.getByText(claims.record.record_header['record_id'] ?? '')).toBeVisible();
    expect(claims.record.consent_state['state']).toBe('ACTIVE');
  });

  test('prints with its facts and its code, and nothing to press', async ({ scene }) => {
    const page = await openReceipt(scene);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('To recommend a tariff')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Code that opens the page/ })).toBeVisible();
    await expect(page.locator('main').getByRole('link')).toHaveCount(0);
    await expect(page.getByRole('button')).toHaveCount(0);
  });

  test('has a code that a camera reads, whose page says what it holds and knows the file', async ({
    scene,
  }) => {
    const page = await openReceipt(scene);
    const saved = await page.getByRole('link', { name: 'Save as a file' }).getAttribute('href');
    const jws = saved?.split(',')[1] ?? '';
    const link = await readCode(page);
    expect(link.startsWith(`${scene.register.origin}/receipts/check#`)).toBe(true);
    await page.goto(link);
    await expect(page.getByRole('heading', heading('The code is genuine'))).toBeFocused();
    await chooseReceipt(page, jws);
    await expect(page.getByText('It is the receipt that the code belongs to.')).toBeVisible();
    await chooseReceipt(page, await issueReceipt(scene));
    await expect(page.getByText('It is another receipt than the one')).toBeVisible();
  });
});

test.describe('a copy with proof', () => {
  test('is saved by who confirmed, and is checked with the network unplugged', async ({
    scene,
  }) => {
    const copy = await saveWithProof(scene);
    const page = await openCheck(scene);
    await page.context().setOffline(true);
    await chooseReceipt(page, copy, 'receipt.json');
    await expect(page.getByRole('heading', heading('This receipt is genuine'))).toBeVisible();
    await expect(
      page.getByRole('heading', heading(scene.words('receipts.check.proof.fits.heading'))),
    ).toBeVisible();
    const { evidence, ...receipt } = JSON.parse(copy) as { evidence: { signature: string } };
    const signature = `${evidence.signature.slice(0, -8)}AAAAAAAA`;
    const forged = JSON.stringify({ ...receipt, evidence: { ...evidence, signature } });
    await chooseReceipt(page, forged, 'receipt.json');
    await expect(
      page.getByRole('heading', heading(scene.words('receipts.check.proof.does-not-fit.heading'))),
    ).toBeVisible();
    await page.context().setOffline(false);
  });
});

test.describe('the page that checks receipts', () => {
  test('sends nothing: once it is open, it tells a genuine one with the network unplugged', async ({
    scene,
  }) => {
    const jws = await issueReceipt(scene);
    const page = await openCheck(scene);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.context().setOffline(true);
    await chooseReceipt(page, jws);
    await expect(page.getByRole('heading', heading('This receipt is genuine'))).toBeFocused();
    await expect(page).toHaveTitle(/^This receipt is genuine – /);
    await expect(page.getByText('Northwind Energy', { exact: true })).toBeVisible();
    await expect(page.getByText('To recommend a tariff')).toBeVisible();
    await chooseReceipt(page, tampered(jws));
    await expect(page.getByRole('heading', heading('This receipt is not genuine'))).toBeFocused();
    await expect(page.getByText('Southwind')).toHaveCount(0);
    await page.context().setOffline(false);
    expect(asked).toEqual([]);
  });

  test('refuses one with any byte changed, in what it says, its key or its signature', async ({
    scene,
  }) => {
    const jws = await issueReceipt(scene);
    const page = await openCheck(scene);
    const [header = '', claims = '', signature = ''] = jws.split('.');
    const flip = (part: string) =>
      `${part.slice(0, 9)}${part[9] === 'A' ? 'B' : 'A'}${part.slice(10)}`;
    for (const text of [
      `${header}.${claims}.${flip(signature)}`,
      `${header}.${claims}.${signature.slice(0, -4)}`,
      tampered(jws),
    ]) {
      await chooseReceipt(page, text);
      await expect(page.getByRole('heading', heading('This receipt is not genuine'))).toBeVisible();
      await page.reload();
      await page.locator('input[type="file"]').waitFor();
    }
  });

  test('refuses one of another key, also where it names a key of the register', async ({
    scene,
  }) => {
    const jws = await issueReceipt(scene);
    const page = await openCheck(scene);
    const { privateKey: key } = createKeyPair('P-256');
    const [header = '', claims = ''] = jws.split('.');
    const signed = (head: object | string) => {
      const encoded =
        typeof head === 'string' ? head : Buffer.from(JSON.stringify(head)).toString('base64url');
      const text = `${encoded}.${claims}`;
      const made = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
      return `${text}.${made.toString('base64url')}`;
    };
    await chooseReceipt(page, signed(header));
    await expect(page.getByRole('heading', heading('This receipt is not genuine'))).toBeVisible();
    await chooseReceipt(page, signed({ alg: 'ES256', kid: 'mine', typ: 'dar-receipt+jwt' }));
    await expect(page.getByRole('heading', { name: 'did not issue this' })).toBeVisible();
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    await chooseReceipt(page, signed({ alg: 'none', kid, typ: 'dar-receipt+jwt' }));
    await expect(page.getByRole('heading', heading('This receipt is not genuine'))).toBeVisible();
    // A bearer token or a code is no receipt, whoever signed it.
    await chooseReceipt(page, signed({ alg: 'ES256', kid, typ: 'JWT' }));
    await expect(
      page.getByRole('heading', heading('This is no receipt, or not a whole one')),
    ).toBeVisible();
  });

  test('takes pasted text as mail programs wrap it', async ({ scene }) => {
    const jws = await issueReceipt(scene);
    const page = await openCheck(scene);
    await page.getByText('Or paste the receipt’s text').click();
    const wrapped = `  ${jws.replaceAll(/(.{60})/g, '$1\r\n')}\n`;
    await page.getByRole('textbox', { name: 'Text of the receipt' }).fill(wrapped);
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByRole('heading', heading('This receipt is genuine'))).toBeVisible();
  });
});

test.describe('in Welsh', () => {
  test.use({ language: 'cy' });

  test('the page tells times in Welsh, whether or not the browser knows it', async ({ scene }) => {
    const page = await openCheck(scene);
    await chooseReceipt(page, await issueReceipt(scene));
    await expect(page.getByText('15 Ionawr 2026')).toBeVisible();
    await expect(page.getByText(/hi ar \d+ \p{L}+ \d{4} am \d\d:\d\d,/u)).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it is needed, and why', async ({ scene }) => {
    await scene.page.goto(`${scene.register.origin}/receipts/check`);
    // Playwright’s own search passes over such text; a browser without scripts shows it.
    const shown = await scene.page.locator('main').evaluate((main: HTMLElement) => main.innerText);
    expect(shown).toContain('JavaScript has to be switched on');
    await expect(scene.page.locator('input[type="file"]')).toHaveCount(0);
  });
});

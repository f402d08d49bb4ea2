import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { readFile } from 'node:fs/promises';
import { consentBody } from '../../../harness/callers/access-record-body';
import { createHousehold } from '../../../harness/callers/household';
import { proposedConsent } from '../../../harness/callers/proposal';
import { startOwn } from '../../../harness/callers/reidentification';
import { registerAccess, registerConsent } from '../../../harness/callers/registered-access';
import { VERIFIED } from '../../api/support/portal';
import { ownReceipt } from '../../api/support/receipts';
import { enrolHere } from './ceremonies';
import { ALLOW } from './permission-page';
import { enrolCustomer, followLink, RECORD_PATH, signInByPasskey } from './portal';
import type { Scene } from './scene';

/** The file that is chosen on the page that checks receipts. */
export function chooseReceipt(page: Page, content: string, name = 'receipt.jwt'): Promise<void> {
  return page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'application/jose', buffer: Buffer.from(content) });
}

/** The page that checks receipts, ready to take one. */
export async function openCheck({ page, register }: Scene): Promise<Page> {
  await page.goto(`${register.origin}/receipts/check`);
  await page.locator('input[type="file"]').waitFor();
  return page;
}

/** A receipt of a consent, as its owner gets it. */
export async function issueReceipt({ northwind }: Scene): Promise<string> {
  const home = await createHousehold(northwind);
  return (await ownReceipt(home.owner, await registerConsent(home))).receipt;
}

/** The portal's page of a receipt of a new customer's consent. */
export async function openReceipt(scene: Scene): Promise<Page> {
  await enrolCustomer(scene);
  const page = await followLink(await signInByPasskey(scene), RECORD_PATH);
  await page.getByRole('link', { name: scene.words('portal.record.receiptButton') }).click();
  await page.waitForURL('**/receipt');
  return page;
}

/** What a new customer, who allowed a consent with the passkey of this device, saves with the proof of it. */
export async function saveWithProof(scene: Scene): Promise<string> {
  const { page } = scene;
  const home = await enrolHere(scene, { fields: VERIFIED });
  const started = await startOwn(home, {
    method: 'passkey-assert',
    'proposed-access': proposedConsent(),
  });
  await page.goto(started.page);
  await page.getByRole('button', { name: ALLOW }).click();
  await page.waitForURL('**/done');
  const token = { 'confirmation-token': started.tokenRef };
  await registerAccess(home.owner, { ...consentBody(home.ir), ...token });
  await followLink(await signInByPasskey(scene), RECORD_PATH);
  await page.getByRole('link', { name: scene.words('portal.record.receiptButton') }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: scene.words('receipts.print.proofButton') }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

/** With one character of what it says another one. */
export function tampered(jws: string): string {
  const [header = '', claims = '', signature = ''] = jws.split('.');
  const text = Buffer.from(claims, 'base64url').toString();
  const other = Buffer.from(text.replace('Northwind', 'Southwind')).toString('base64url');
  return `${header}.${other}.${signature}`;
}

/** What a phone's camera reads off the code of the receipt that is open. */
export async function readCode(page: Page): Promise<string> {
  const pixels = await page.locator('main svg[role="img"]').evaluate(async (svg) => {
    const size = 510;
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, size, size);
    context.drawImage(picture, 0, 0, size, size);
    return { size, data: [...context.getImageData(0, 0, size, size).data] };
  });
  const code = jsQR(Uint8ClampedArray.from(pixels.data), pixels.size, pixels.size);
  if (!code) throw new Error('no code can be read');
  return code.data;
}

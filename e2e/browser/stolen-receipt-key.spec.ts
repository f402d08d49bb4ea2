import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readJwt } from '../api/support/hand-made-jwt';
import { forgeReceipt, publishedKeys, receiptDigest } from '../api/support/receipts';
import { runNpm } from '../cli/run-npm';
import { chooseReceipt, issueReceipt, openCheck } from './support/receipts';
import { expect, test, type Scene } from './support/scene';

test.use({ allowedConsole: [/net::ERR_INTERNET_DISCONNECTED/] });

interface Ring {
  receipt: { id: string; secret: string }[];
}

/** Replaces a receipt key and marks it as stolen, as the operator does. */
async function revokeKey({ register: { origin, dataDir } }: Scene, kid: string): Promise<void> {
  for (const args of [
    ['rotate', 'receipt'],
    ['revoke', 'receipt', kid],
  ]) {
    const { code, stderr } = await runNpm({ DATA_DIR: dataDir }, 'keys', ...args);
    expect(code, stderr).toBe(0);
  }
  const isRevoked = async () =>
    (await publishedKeys(origin)).find((key) => key.kid === kid)?.revoked !== undefined;
  await expect.poll(isRevoked, { timeout: 20_000 }).toBe(true);
}

test('a receipt whose key was stolen is told by the register: what it had issued counts, what a thief made does not', async ({
  scene,
}) => {
  const { origin, dataDir } = scene.register;
  const words = (name: string) => scene.words(`receipts.check.${name}`);
  const jws = await issueReceipt(scene);
  const kid = String(readJwt(jws).header['kid']);
  const ring = JSON.parse(readFileSync(path.join(dataDir, 'keys.json'), 'utf8')) as Ring;
  const secret = ring.receipt.find(({ id }) => id === kid)?.secret ?? '';
  const forged = await forgeReceipt(origin, jws, secret);
  await revokeKey(scene, kid);

  const page = await openCheck(scene);
  const sent: unknown[] = [];
  page.on('request', (request) => sent.push([request.url(), request.postDataJSON()]));
  const heading = (name: string) =>
    page.getByRole('heading', { name: words(`${name}.heading`), exact: true });
  const ask = page.getByRole('button', { name: words('revoked.button') });

  await chooseReceipt(page, jws);
  await expect(heading('revoked')).toBeFocused();
  await expect(page.getByText(words('revoked.what'))).toBeVisible();
  await expect(page.getByText('Northwind Energy', { exact: true })).toHaveCount(0);
  expect(sent).toEqual([]);
  await ask.click();
  await expect(heading('known')).toBeFocused();
  await expect(page.getByText('Northwind Energy', { exact: true })).toBeVisible();
  const { record } = readJwt(jws).claims as { record: { record_header: { record_id: string } } };
  const question = { record: record.record_header.record_id, digest: receiptDigest(jws) };
  expect(sent).toEqual([[`${origin}/receipts/issued`, question]]);

  await chooseReceipt(page, forged);
  await expect(heading('revoked')).toBeFocused();
  await page.context().setOffline(true);
  await ask.click();
  await expect(heading('unreachable')).toBeFocused();
  await page.context().setOffline(false);
  await ask.click();
  await expect(heading('not-known')).toBeFocused();
  await expect(page.getByText('Northwind Energy', { exact: true })).toHaveCount(0);
});

import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { signJwt } from '@/lib/platform/jwt';
import { readBearer, requireBearerAccount, TOKEN_AUDIENCE } from './authenticate-bearer';

const authenticate = async (bearer: string) => requireBearerAccount(await readBearer(bearer));

async function bearerOf(id: string): Promise<string> {
  const token = await signJwt({
    purpose: 'token',
    audience: TOKEN_AUDIENCE,
    issuer: env().ORIGIN,
    claims: { sub: id, jti: newId('tid') },
    issuedAt: now(),
    expiresAt: secondsFrom(now(), 60),
  });
  return `Bearer ${token}`;
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  test('the account is as the client reads it, with every field set and with none', async () => {
    const { id } = await plantAccount(db());
    const bearer = await bearerOf(id);
    const stored = () => db().account.findUnique({ where: { id } });
    expect(await authenticate(bearer)).toEqual(await stored());
    await db().account.update({
      where: { id },
      data: {
        redirectUrls: ['https://northwind.example/back,"{}\\', ''],
        dataTypes: ['HH-CONSUMPTION'],
        contactUrl: 'https://northwind.example',
        previousSecretUntil: now(),
        mailsPerHour: 2_147_483_647,
      },
    });
    expect(await authenticate(bearer)).toEqual(await stored());
  });

  test('suspension takes effect on the very next call, and an unknown account has none', async () => {
    const { id } = await plantAccount(db());
    const bearer = await bearerOf(id);
    await authenticate(bearer);
    await db().account.update({ where: { id }, data: { status: 'suspended' } });
    await expect(authenticate(bearer)).rejects.toMatchObject({
      items: [{ code: 'AUTH006' }],
    });
    await expect(authenticate(await bearerOf(newId('tid')))).rejects.toMatchObject({
      items: [{ code: 'AUTH002' }],
    });
  });
});

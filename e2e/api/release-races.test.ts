// Two connections at once, which only a server takes.
// @module-tag postgres
import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerConsent, revoke } from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';

const { client, databaseUrl, origin } = sharedRegister();

interface Answer {
  decision: boolean;
  context: { 'decision-id': string; reason: { code: string } };
}

describe.skipIf(databaseUrl === null)('while an access ends', () => {
  let provider: ApiAccount;
  let northwind: ApiAccount;
  let home: Household;
  beforeAll(async () => {
    provider = await client.createAccount({ role: 'data_provider' });
    northwind = await client.createAccount();
    home = await createHousehold(northwind);
  });

  async function ask(ak: string, to = '2026-02-28'): Promise<Answer> {
    const answer = await httpRequest(`${origin}/access/v1/evaluation`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await provider.token()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        subject: { type: 'data-user', id: northwind.duid },
        action: { name: 'release' },
        resource: {
          type: 'meter-point',
          id: home.mpxn,
          properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-02-01', to },
        },
        context: { 'access-key': ak },
      }),
    });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.text) as Answer;
  }

  test('no question sent after the revocation was answered is permitted', async () => {
    const ak = await registerConsent(home);
    await ask(ak);
    let isRevoked = false;
    const answers: { sentAfter: boolean; answer: Answer }[] = [];
    const asking = Array.from({ length: 20 }, async () => {
      for (let turn = 0; turn < 15; turn += 1) {
        const sentAfter = isRevoked;
        answers.push({ sentAfter, answer: await ask(ak) });
      }
    });
    const revoking = revoke(northwind, ak).then(({ status }) => {
      expect(status).toBe(200);
      isRevoked = true;
    });
    await Promise.all([...asking, revoking]);
    const after = answers.filter(({ sentAfter }) => sentAfter);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ answer }) => answer.decision)).toEqual([]);
    expect((await ask(ak)).context.reason.code).toBe('ended');
  });

  test('an answer whose row is held by another connection is kept before it is given', async () => {
    const ak = await registerConsent(home);
    const { context } = await ask(ak, '2026-02-27');
    const other = new pg.Client({ connectionString: databaseUrl ?? '' });
    await other.connect();
    try {
      await other.query('BEGIN');
      const row = 'SELECT count FROM release_decisions WHERE id = $1';
      await other.query(`${row} FOR UPDATE`, [context['decision-id']]);
      let isAnswered = false;
      const asking = ask(ak, '2026-02-27').then((answer) => {
        isAnswered = true;
        return answer;
      });
      await vi.waitFor(async () => {
        const waiting =
          'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))';
        expect((await other.query(waiting)).rowCount).toBe(1);
      }, 3000);
      expect(isAnswered).toBe(false);
      await other.query('COMMIT');
      await asking;
      const { rows } = await other.query<{ count: string }>(row, [context['decision-id']]);
      expect(rows).toEqual([{ count: '2' }]);
    } finally {
      await other.end();
    }
  });

  test('as many at once as there are questions are all counted', async () => {
    const ak = await registerConsent(home);
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(ak, '2026-02-25')));
    const ids = new Set(answers.map(({ context }) => context['decision-id']));
    expect(ids.size).toBe(1);
    const listed = await provider.call<{ releases: { 'decision-id': string; count: number }[] }>(
      'GET',
      '/v1/releases',
    );
    const row = listed.body.releases.find((each) => ids.has(each['decision-id']));
    expect(row?.count).toBe(200);
  });
});

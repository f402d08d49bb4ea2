import type { PGlite, Transaction as LiteTransaction } from '@electric-sql/pglite';
import type { IsolationLevel, SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

type LiteRun = (tx: LiteTransaction) => Promise<unknown>;

/** What `pglite-prisma-adapter` keeps to itself but the mending below needs. */
interface AdapterInside extends SqlDriverAdapter {
  startTransactionInner(
    connection: { transaction(run: LiteRun): Promise<unknown> },
    options: { usePhantomQuery: boolean },
  ): Promise<Transaction & { txDeferred: { resolve(): void } }>;
  onError(error: unknown): never;
}

/**
 * `pglite-prisma-adapter` 0.7.2 reports a failed COMMIT as success, sets the isolation level outside
 * the transaction, and does not await scripts. This hands out adapters that do.
 */
export class PrismaPGliteMended extends PrismaPGlite {
  constructor(private readonly lite: PGlite) {
    super(lite);
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const { lite } = this;
    const adapter = (await super.connect()) as AdapterInside;
    adapter.startTransaction = async (isolationLevel?: IsolationLevel) => {
      const ended: { commit?: Promise<unknown> } = {};
      const connection = {
        transaction(run: LiteRun) {
          ended.commit = lite.transaction(async (tx) => {
            if (isolationLevel) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`);
            return run(tx);
          });
          return ended.commit;
        },
      };
      const transaction = await adapter.startTransactionInner(connection, {
        usePhantomQuery: true,
      });
      transaction.commit = async () => {
        transaction.txDeferred.resolve();
        try {
          await ended.commit;
        } catch (error) {
          adapter.onError(error);
        }
      };
      return transaction;
    };
    adapter.executeScript = async (script: string) => {
      try {
        await lite.exec(script);
      } catch (error) {
        adapter.onError(error);
      }
    };
    return adapter;
  }
}

import type { Adapter, AdapterPayload } from 'oidc-provider';

const MAX_ENTRIES = 5_000;

/** Every kind of thing that the provider keeps, by kind and id. */
const kept = new Map<string, AdapterPayload>();

/** Where the demo supplier keeps sessions and codes: in this process, until it ends. */
export class MemoryAdapter implements Adapter {
  constructor(private readonly kind: string) {}

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const expiresAt = Math.floor(Date.now() / 1000) + expiresIn;
    kept.set(this.keyOf(id), { exp: expiresAt, ...payload });
    for (const key of kept.keys()) {
      if (kept.size <= MAX_ENTRIES) break;
      kept.delete(key);
    }
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(kept.get(this.keyOf(id)));
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.findWhere((payload) => payload.uid === uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.findWhere((payload) => payload.userCode === userCode));
  }

  consume(id: string): Promise<void> {
    const payload = kept.get(this.keyOf(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    kept.delete(this.keyOf(id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of kept) {
      if (payload.grantId === grantId) kept.delete(key);
    }
    return Promise.resolve();
  }

  private keyOf(id: string): string {
    return `${this.kind}:${id}`;
  }

  private findWhere(isIt: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, payload] of kept) {
      if (key.startsWith(`${this.kind}:`) && isIt(payload)) return payload;
    }
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { idKinds, type Kind } from './stand-ins';

const KEPT = 20;

/** What a run knows of the register: ids that answers held, the newest first. */
export class KnownIds {
  readonly #known = new Map<Kind, string[]>();

  /** @param never ids that no request may name: the run's own accounts */
  constructor(private readonly never: ReadonlySet<string>) {}

  find(kind: Kind, index: number): string {
    // Meter points are the run's own: few, so that requests meet at them.
    if (kind === 'mpxn') return `12${String(34_500_000_000 + index)}`;
    const known = this.#known.get(kind) ?? [];
    const nobody = createHash('sha256').update(`${kind}${index}`).digest('hex').slice(0, 24);
    return known[index % Math.max(1, known.length)] ?? `${kind}_${nobody}`;
  }

  #add(kind: Kind, id: string): void {
    if (this.never.has(id)) return;
    const known = (this.#known.get(kind) ?? []).filter((other) => other !== id);
    this.#known.set(kind, [id, ...known].slice(0, KEPT));
  }

  learn(text: string): void {
    for (const [id, prefix] of text.matchAll(/\b([a-z]+)_[0-9a-f]{24}\b/g)) {
      const kind = idKinds.find((known) => known === prefix);
      if (kind) this.#add(kind, id);
    }
    for (const [, cursor = ''] of text.matchAll(/"next-cursor":"([^"]+)"/g)) {
      this.#add('cursor', cursor);
    }
    for (const [, account = ''] of text.matchAll(/"account-id":"([^"]+)"/g)) {
      this.#add('account', account);
    }
  }
}

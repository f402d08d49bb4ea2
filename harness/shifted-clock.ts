import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A little longer than shift-clock.cjs keeps an offset it has read. */
const SETTLE_MS = 40;

/** Moves the time of a register started with `shift-clock.cjs`; never the time of the test itself. */
export class ShiftedClock {
  #offsetMs = 0;

  constructor(private readonly file: string) {
    this.#write();
  }

  /** What the register takes for now. */
  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Lets `ms` pass for the register; resolves when it has noticed. */
  async advance(ms: number): Promise<void> {
    await this.setOffset(this.#offsetMs + ms);
  }

  /** Makes it `instant` for the register; from there the time runs on. */
  async set(instant: Date): Promise<void> {
    await this.setOffset(instant.getTime() - Date.now());
  }

  /** Back to real time. */
  async reset(): Promise<void> {
    await this.setOffset(0);
  }

  private async setOffset(ms: number): Promise<void> {
    this.#offsetMs = ms;
    this.#write();
    await sleep(SETTLE_MS);
  }

  #write(): void {
    // Renamed into place, so that a reader never sees half a number.
    const draft = `${this.file}.draft`;
    writeFileSync(draft, String(this.#offsetMs));
    renameSync(draft, this.file);
  }
}

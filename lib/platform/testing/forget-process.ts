/**
 * Drops what this process has read once and kept, as a restart would: everything, or the named values
 * of `processWide` only.
 */
export function forgetProcess(names?: string[]): void {
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    const name = /^register\.(.+)$/.exec(key.description ?? '')?.[1];
    if (name !== undefined && (names?.includes(name) ?? true)) {
      Reflect.deleteProperty(globalThis, key);
    }
  }
}

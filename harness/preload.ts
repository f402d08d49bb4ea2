import path from 'node:path';

/** NODE_OPTIONS that load these files of this folder ahead of a program's own. */
export const preload = (...files: ('baseline-wasm.cjs' | 'shift-clock.cjs')[]): string =>
  files.map((file) => `--require ${path.join(import.meta.dirname, file)}`).join(' ');

import { processWide } from '@/lib/platform/process-wide';

function waiting(): { wake: () => void } {
  return processWide('release-change-numbering', () => ({ wake: () => undefined }));
}

/** Has `wake` called whenever this process has committed a change that waits for its number. */
export function onUnnumberedChange(wake: () => void): void {
  waiting().wake = wake;
}

/** For after the commit of a change. Where nobody numbers in this process, another one finds it. */
export function wakeNumbering(): void {
  waiting().wake();
}

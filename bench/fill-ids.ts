import { createHash } from 'node:crypto';

/** How large a register is to be. */
export interface Size {
  records: number;
  meterPoints: number;
  /** Data Users. */
  accounts: number;
  /** Answered questions of a Data Provider, over the last thirty days. */
  decisions: number;
  /** Another seed, another register; the same, the same keys and the same households. */
  seed: string;
}

/**
 * The `n`-th id of a kind out of `count`: spread over all ids, in rising order, so that rows come in the
 * order of their keys.
 */
export function idOf(prefix: string, { seed }: Size, n: number, count: number): string {
  const place = Math.floor(((n + 0.5) / count) * 2 ** 40);
  const tail = createHash('md5').update(`${seed} ${prefix} ${n}`).digest('hex');
  return `${prefix}_${place.toString(16).padStart(10, '0')}${tail.slice(0, 14)}`;
}

/** The secret that all accounts share. */
export const secretOf = ({ seed }: Pick<Size, 'seed'>) =>
  createHash('sha256').update(`secret of ${seed}`).digest('base64url');
export const accountIdOf = (n: number) => `scale-${String(n).padStart(5, '0')}`;
/** The one Data Provider. */
export const PROVIDER_ID = 'scale-provider';
export const accessKeyOf = (size: Size, n: number) => idOf('ak', size, n, size.records);
/** A Data User's id in the directory. */
export const duidOf = (size: Size, n: number) => idOf('duid', size, n, size.accounts);
export const identityRecordOf = (size: Size, n: number) => idOf('ir', size, n, size.meterPoints);
export const emailOf = (n: number) => `customer.${n}@household-${n % 977}.example`;
/** An MPAN; the factor has no divisor in common with the range, so that no two are the same. */
export const mpxnOf = (n: number) => `12${String((n * 7919) % 1e11).padStart(11, '0')}`;
/** Whose household the `n`-th meter point is: some Data Users have many times what others have. */
export const ownerOf = ({ accounts }: Size, n: number) =>
  Math.floor(accounts * ((n * 0.6180339887) % 1) ** 2);

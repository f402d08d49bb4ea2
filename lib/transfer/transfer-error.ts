/** Why an export or import was refused, in words for the operator at the terminal. */
export class TransferError extends Error {
  override name = 'TransferError';
}

/** A request that led to no answer. Its reason may be shown to whoever registered the address. */
export class OutboundError extends Error {
  override name = 'OutboundError';

  constructor(
    readonly reason: string,
    options?: { cause: unknown },
  ) {
    super(reason, options);
  }
}

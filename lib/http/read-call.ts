import { NotFoundError, ValidationError } from '@/lib/platform/errors';
import type { Caller } from './authenticate';
import { clientAddress } from './client-address';
import type { AnyOperation } from './declared-paths';
import type { Exchange } from './exchange';
import type { Call } from './operation';
import { fieldItem, isStorable, parse } from './parse';
import { parseJson } from './parse-json';
import type { RawBody } from './read-body';
import { readQuery } from './read-query';

/** One request to a declared operation, once its caller is known. */
export interface Admitted {
  exchange: Exchange;
  operation: AnyOperation;
  caller: Caller | null;
  body: RawBody;
}

/** @throws {NotFoundError} */
function requirePlainParams({ params }: Exchange): void {
  if (!Object.values(params).every(isStorable)) throw new NotFoundError('This path');
}

/** @throws {ValidationError} */
function requireBodyWithin({ mostBodyBytes }: AnyOperation, { bytes }: RawBody): void {
  if (mostBodyBytes === undefined || bytes.byteLength <= mostBodyBytes) return;
  throw new ValidationError([fieldItem([], `is larger than ${mostBodyBytes / 1024} KiB`)]);
}

/**
 * What a request says, by the schemas of its operation: path, query, body.
 * @throws {NotFoundError} {@link ValidationError} {@link NotJsonError}
 */
export function readCall({ exchange, operation, caller, body }: Admitted): Call<unknown, unknown> {
  const { request, url, params, method } = exchange;
  requirePlainParams(exchange);
  requireBodyWithin(operation, body);
  return {
    account: caller?.account ?? null,
    params,
    query: operation.takesAnyQuery ? undefined : readQuery(url, operation.query),
    body: operation.body ? parse(operation.body, parseJson(body)) : undefined,
    isHead: method === 'HEAD',
    authorization: request.headers.get('authorization'),
    secretMark: caller?.secretMark ?? null,
    clientAddress: clientAddress(request.headers),
    // Hardly any call asks for it, and it is made when asked for.
    get signal() {
      return request.signal;
    },
  };
}

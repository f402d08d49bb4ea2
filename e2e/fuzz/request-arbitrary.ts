import fc from 'fast-check';
import type { ApiDocument, OperationObject, Parameter } from '../../harness/api-document';
import { validBody } from '../api/support/access-record-arbitrary';
import { bodyArbitrary, type FuzzBody } from './body-arbitrary';
import { callerNames, rolesOf, type CallerName } from './callers';
import { authorizationArbitrary, headersArbitrary } from './header-arbitrary';
import { hostileTexts } from './hostile-values';
import { SchemaArbitraries, someId } from './schema-arbitrary';
import { standIn } from './stand-ins';

/** A request as it is generated: ids of the running register stand in it by stand-ins. */
export interface FuzzRequest {
  /** `POST /identity-records`, as documented. */
  operation: string;
  caller: CallerName;
  method: string;
  /** With its query, as it goes over the wire. */
  path: string;
  /** The `Authorization` header in place of the caller's bearer token; null when that is sent. */
  authorization: string | null;
  headers: Record<string, string>;
  body: FuzzBody | null;
}

interface Described {
  path: string;
  method: string;
  operation: OperationObject;
}

const oddSegments = [
  ...['%2F', '%2f..%2f', '%00', 'a%00', '..', '%2e%2e', '.', '%', '%zz', '%ff', '%ED%A0%80', ''],
  ...[';x=1', '%20', '+', '*', '%F0%9F%8F%A0', "'", 'x'.repeat(3000), '%0d%0a', '@', '~', '%5c'],
];

/** Escaped, a longer one would fill what Node takes of a request before its body. */
const SHORT = 700;
/** Texts as they may stand in a query, escaped or not. */
const queryText = fc.oneof(
  fc
    .constantFrom(...hostileTexts.filter((text) => text.isWellFormed() && text.length < SHORT))
    .map(encodeURIComponent),
  fc.constantFrom('%', '%zz', '%ff', '%ED%A0%80', '%00', '+', '[]', '&&', '=', '%26', "'"),
);

const often = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>, weight = 6) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Operations that hash a secret cost a hundred times the others. */
const COSTLY = ['/auth/token', '/self/rotate-secret', '/admin/accounts'];
const weightOf = ({ path, method }: Described) =>
  COSTLY.includes(path) && !(method === 'get' && path === '/admin/accounts') ? 1 : 8;

/** The first Data User's redirect URLs are those of the document's examples, and stay so. */
const keepsItsUrls = (path: string, caller: CallerName) =>
  path === '/self/redirect-urls' && caller === 'data_user';

/** Requests to every operation of a document: mostly right, then bent in all the ways we know. */
export class RequestArbitraries {
  readonly #schemas: SchemaArbitraries;

  constructor(private readonly document: ApiDocument) {
    this.#schemas = new SchemaArbitraries(document);
  }

  any(): fc.Arbitrary<FuzzRequest> {
    const described = Object.entries(this.document.content.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    return fc.oneof(
      ...described.map((one) => ({ weight: weightOf(one), arbitrary: this.#of(one) })),
    );
  }

  #of(described: Described): fc.Arbitrary<FuzzRequest> {
    const { path, method, operation } = described;
    const name = `${method.toUpperCase()} ${path}`;
    const names = callerNames.filter((caller) => !keepsItsUrls(path, caller));
    const allowed = names.filter((caller) =>
      rolesOf(operation).some((role) => caller.startsWith(role)),
    );
    const anyone = fc.constantFrom(...names);
    const otherMethods = ['HEAD', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
    return fc.record({
      operation: fc.constant(name),
      caller: allowed.length === 0 ? anyone : often(fc.constantFrom(...allowed), anyone, 4),
      method: often(fc.constant(method.toUpperCase()), fc.constantFrom(...otherMethods), 20),
      path: this.#target(described),
      authorization: authorizationArbitrary(path === '/auth/token'),
      headers: headersArbitrary,
      body: this.#body(described),
    });
  }

  #parametersIn(operation: OperationObject, place: string): Parameter[] {
    return operation.parameters
      .map((parameter) => this.document.resolve<Parameter>(parameter))
      .filter((parameter) => parameter.in === place);
  }

  #target({ path, operation }: Described): fc.Arbitrary<string> {
    const filledIn = this.#parametersIn(operation, 'path').map(({ name, schema }) =>
      often(
        (name === 'id' ? someId('account') : this.#schemas.of(schema)).map((value) =>
          String(value).replaceAll(' ', '%20'),
        ),
        fc.constantFrom(...oddSegments),
      ).map((value) => [name, value] as const),
    );
    return fc.tuple(fc.tuple(...filledIn), this.#query(operation)).map(([values, query]) => {
      const whole = values.reduce(
        (current, [name, value]) => current.replace(`{${name}}`, () => value),
        `/v1${path}`,
      );
      return `${whole}${query}`;
    });
  }

  #query(operation: OperationObject): fc.Arbitrary<string> {
    const known = this.#parametersIn(operation, 'query');
    const pairs = known.map(({ name, schema }) => {
      const right = name === 'cursor' ? someId('cursor') : this.#schemas.of(schema).map(queryValue);
      return often(right, queryText, 3).map((value) => `${name}=${value}`);
    });
    const odd = fc
      .tuple(fc.constantFrom('x', '', 'limit', 'limit[]', '__proto__', 'cursor', '%00'), queryText)
      .map(([name, value]) => `${name}=${value}`);
    const parts = fc.array(pairs.length > 0 ? often(fc.oneof(...pairs), odd, 8) : odd, {
      maxLength: 3,
    });
    const usual = pairs.length > 0 ? parts : often(fc.constant<string[]>([]), parts);
    return usual.map((all) => (all.length === 0 ? '' : `?${all.join('&')}`));
  }

  #body({ path, method, operation }: Described): fc.Arbitrary<FuzzBody | null> {
    const content = operation.requestBody?.content['application/json'];
    if (!content) return often(fc.constant(null), bodyArbitrary(fc.jsonValue()), 10);
    const isRecord = path.startsWith('/access-records') && method !== 'delete';
    const values = fc.oneof(
      this.#schemas.of(content.schema),
      { weight: 4, arbitrary: fc.constant(content.example) },
      ...(isRecord ? [validBody(standIn('ir', 0))] : []),
    );
    return bodyArbitrary(values);
  }
}

/** As a query has it; fragments and spaces would end the request line. */
function queryValue(value: unknown): string {
  const text = String(value);
  return text.startsWith('@') ? text : encodeURIComponent(text.toWellFormed());
}

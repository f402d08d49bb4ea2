import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  documentOf,
  pointer,
  type ApiDocument,
  type JsonSchema,
  type MediaType,
  type OperationObject,
  type Parameter,
  type ResponseObject,
} from '../../harness/api-document';
import { sharedRegister } from '../../harness/api-context';
import { expectDocumented } from '../../harness/expect-documented';
import { httpRequest } from '../../harness/http-request';
import { projectRoot } from '../../harness/register-process';
import { endpoints } from './support/endpoints';

const { origin } = sharedRegister();
let document: ApiDocument;

beforeAll(async () => {
  document = await documentOf(origin);
});

interface Documented {
  method: string;
  path: string;
  operation: OperationObject;
}

function operations(): Documented[] {
  return Object.entries(document.content.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** `[ir]/[tokenRef]/route.ts` as `/{ir}/{token-ref}`. */
function pathOfFile(file: string): string {
  return `/${path.dirname(file)}`.replace(
    /\[(\w+)\]/g,
    (_all, name: string) => `{${name.replace(/[A-Z]/g, '-$&').toLowerCase()}}`,
  );
}

function responsesOf({ operation }: Documented): [string, ResponseObject][] {
  return Object.entries(operation.responses).map(([status, response]) => [
    status,
    document.resolve<ResponseObject>(response),
  ]);
}

function parametersOf({ operation }: Documented): Parameter[] {
  return operation.parameters.map((parameter) => document.resolve<Parameter>(parameter));
}

describe('GET /v1/openapi.json', () => {
  it('is JSON of its own, without the envelope, for anyone, and not cached', async () => {
    const answer = await httpRequest(`${origin}/v1/openapi.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(Object.keys(JSON.parse(answer.text) as object)[0]).toBe('openapi');
    expect(answer.text).not.toContain('"$defs"');
  });

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...structuredClone(document.content) });
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('says that it is served from the register’s own origin', () => {
    expect(document.content.servers).toEqual([{ url: `${origin}/v1` }]);
  });
});

describe('the document and the routes', () => {
  it('have the same paths', () => {
    const files = readdirSync(path.join(projectRoot, 'app/v1'), {
      recursive: true,
      encoding: 'utf8',
    });
    const routes = files
      .filter((file) => path.basename(file) === 'route.ts' && !file.startsWith('[['))
      .map(pathOfFile);
    expect(routes.length).toBeGreaterThan(25);
    expect(Object.keys(document.content.paths).sort()).toEqual(routes.sort());
  });

  it('have the same methods on every path', async () => {
    for (const [path, item] of Object.entries(document.content.paths)) {
      const { headers } = await httpRequest(`${origin}/v1${path.replace(/[{}]/g, '')}`, {
        method: 'OPTIONS',
      });
      const offered = String(headers.allow)
        .split(', ')
        .filter((method) => method !== 'HEAD' && method !== 'OPTIONS');
      expect(offered, path).toEqual(Object.keys(item).map((method) => method.toUpperCase()));
    }
  });

  it('have the calls of the contract, each with its roles', () => {
    const documented = operations().map(({ method, path, operation }) => ({
      call: nameOf({ method, path }),
      roles: operation.security.flatMap(({ bearer = [] }) => bearer),
    }));
    const contract = endpoints.map(({ method, path, roles }) => ({
      call: nameOf({ method, path: document.findPath(path) ?? path }),
      roles: [...(roles ?? [])],
    }));
    const byCall = (a: { call: string }, b: { call: string }) => (a.call < b.call ? -1 : 1);
    expect(documented.sort(byCall)).toEqual(contract.sort(byCall));
  });

  it('ask for no credential to verify a key, and for HTTP Basic to get a token', () => {
    const securityOf = (path: string) => document.content.paths[path]?.get?.security;
    expect(securityOf('/access-records/{ak}')).toEqual([]);
    expect(securityOf('/openapi.json')).toEqual([]);
    expect(securityOf('/auth/token')).toEqual([{ basic: [] }]);
  });
});

describe('every operation', () => {
  it('has an id of its own, a summary and a section', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const sections = document.content.tags.map(({ name }) => name);
    for (const documented of operations()) {
      const { summary, tags } = documented.operation;
      expect(summary, nameOf(documented)).toMatch(/^[A-Z][^.]{5,80}$/);
      expect(sections, nameOf(documented)).toContain(tags[0]);
    }
  });

  it('describes each parameter, with an example that is valid', () => {
    for (const documented of operations()) {
      const { method, path, operation } = documented;
      operation.parameters.forEach((raw, index) => {
        const { name, description, example } = document.resolve<Parameter>(raw);
        const what = `${nameOf(documented)}: ${name}`;
        expect(description, what).toMatch(/\S{2}.*\S/);
        const at =
          '$ref' in raw
            ? `${raw.$ref}/schema`
            : pointer('paths', path, method.toLowerCase(), 'parameters', String(index), 'schema');
        expect(document.problemWith(at, example), what).toBeNull();
      });
    }
  });

  it('describes every parameter of its path', () => {
    for (const documented of operations()) {
      const inPath = [...documented.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const described = parametersOf(documented).filter((parameter) => parameter.in === 'path');
      expect(
        described.map(({ name }) => name),
        nameOf(documented),
      ).toEqual(inPath);
    }
  });

  it('has an example of its body that is valid', () => {
    for (const documented of operations()) {
      const content = documented.operation.requestBody?.content['application/json'];
      if (!content) continue;
      const { method, path } = documented;
      const at = ['paths', path, method.toLowerCase(), 'requestBody', 'content'];
      const schema = pointer(...at, 'application/json', 'schema');
      expect(content.example, nameOf(documented)).toBeTypeOf('object');
      expect(document.problemWith(schema, content.example), nameOf(documented)).toBeNull();
    }
  });

  it('has an example of every answer that is valid, envelope and all', () => {
    for (const documented of operations()) {
      const { method, path } = documented;
      for (const [status, { content }] of responsesOf(documented)) {
        const what = `${nameOf(documented)} ${status}`;
        const media: MediaType | undefined = content?.['application/json'];
        if (!media) {
          expect(status, what).toBe('204');
          continue;
        }
        const at = document.findAnswer(path, method.toLowerCase(), Number(status)) ?? '';
        const values = Object.values(media.examples ?? {}).map(({ value }) => value);
        const all = media.examples ? values : [media.example];
        expect(all.length, what).toBeGreaterThan(0);
        for (const value of all) expect(document.problemWith(at, value), what).toBeNull();
      }
    }
  });

  it('says what it answers to a wrong request, a stranger and a fault', () => {
    for (const documented of operations()) {
      const statuses = responsesOf(documented).map(([status]) => status);
      const { security, requestBody, parameters } = documented.operation;
      const isClosed = security.some(({ bearer }) => bearer);
      const isChecked = requestBody !== undefined || parametersOf(documented).some(isQuery);
      const expected = [
        ...(isChecked ? ['400'] : []),
        ...(isClosed ? ['401', '403', '429'] : []),
        ...(requestBody ? ['413', '415'] : []),
        ...(isClosed && documented.method !== 'GET' ? ['400', '409', '413'] : []),
        '500',
        '503',
      ];
      expect(statuses, nameOf(documented)).toEqual(expect.arrayContaining(expected));
      expect(parameters.length, nameOf(documented)).toBe(parametersOf(documented).length);
    }
  });
  const isQuery = (parameter: Parameter) => parameter.in === 'query';
});

describe('every schema', () => {
  type IsMeant = (schema: JsonSchema) => boolean;

  function schemasIn(part: unknown, isMeant: IsMeant, at = '#'): [string, JsonSchema][] {
    if (part === null || typeof part !== 'object') return [];
    const schema = part as JsonSchema;
    const own: [string, JsonSchema][] = isMeant(schema) ? [[at, schema]] : [];
    const inner = Object.entries(part)
      .filter(([key]) => key !== 'example' && key !== 'examples')
      .flatMap(([key, value]) => schemasIn(value, isMeant, `${at}/${key}`));
    return [...own, ...inner];
  }

  const objectsIn = (part: unknown) =>
    schemasIn(part, (schema) => schema.type === 'object' && 'properties' in schema);

  /** All that a request may send. */
  function requestParts(): unknown[] {
    const bodies = operations().map(({ operation }) => operation.requestBody);
    const inputs = Object.entries(document.content.components.schemas).filter(([name]) =>
      name.endsWith('Input'),
    );
    return [bodies, Object.fromEntries(inputs)];
  }

  it('says of each field what it may be', () => {
    const says = ['type', '$ref', 'enum', 'const', 'anyOf', 'readOnly'];
    for (const [at, schema] of objectsIn(document.content)) {
      for (const [name, field] of Object.entries(schema.properties as Record<string, JsonSchema>)) {
        expect(
          Object.keys(field).some((key) => says.includes(key)),
          `${at}: ${name}`,
        ).toBe(true);
      }
    }
  });

  it('of a request is closed to fields that it does not name', () => {
    const objects = requestParts().flatMap(objectsIn);
    expect(objects.length).toBeGreaterThan(20);
    for (const [at, schema] of objects) expect(schema.additionalProperties, at).toBe(false);
  });

  it('of a list that a request may send says how long it may be', () => {
    const lists = requestParts().flatMap((part) => schemasIn(part, ({ type }) => type === 'array'));
    expect(lists.length).toBeGreaterThan(7);
    for (const [at, schema] of lists) {
      expect(schema.maxItems, at).toBeLessThanOrEqual(1000);
    }
  });

  it('with a name is used', () => {
    const text = JSON.stringify(document.content);
    for (const [group, parts] of Object.entries(document.content.components)) {
      if (group === 'securitySchemes') continue;
      for (const name of Object.keys(parts)) {
        expect(text, `${group}/${name}`).toContain(`"#/components/${group}/${name}"`);
      }
    }
  });
});

describe('the webhooks of the document', () => {
  it('are the events of the contract, and the test event', () => {
    expect(Object.keys(document.content.webhooks).sort()).toEqual([
      'consent.expiring',
      'consent.withdrawal',
      'credential.registered',
      'tenancy.change',
      'webhook.test',
    ]);
  });

  it('have a valid example each, named by its own type', () => {
    for (const [type, { post }] of Object.entries(document.content.webhooks)) {
      const example = post.requestBody?.content['application/json']?.example;
      const at = pointer(
        'webhooks',
        type,
        'post',
        'requestBody',
        'content',
        'application/json',
        'schema',
      );
      expect(example).toMatchObject({ 'event-type': type });
      expect(document.problemWith(at, example), type).toBeNull();
    }
  });
});

describe('a call that the document does not have fails a test', () => {
  const headers = {};
  const response = {
    resource: '/v1/self',
    timestamp: '2026-11-02T09:30:00.000Z',
    'transaction-id': 'tid_4f9d02c7a1b86e35d2f07c94',
  };
  const secret = { response, 'secret-key': 'ab12'.repeat(16) };
  const check = (method: string, path: string, status: number, body: unknown, sent?: unknown) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    return () =>
      expectDocumented(document, { method, path, sent, answer: { status, headers, text } });
  };

  it('and one that it has does not', () => {
    check('POST', '/v1/self/rotate-secret', 200, secret)();
    check('HEAD', '/v1/self', 200, undefined)();
    check('OPTIONS', '/v1/self', 204, undefined)();
  });

  it.each([
    ['an unknown path', 'GET', '/v1/nowhere', 200, secret],
    ['an unknown method', 'GET', '/v1/self/rotate-secret', 200, secret],
    ['an unknown status', 'POST', '/v1/self/rotate-secret', 202, secret],
    ['a field too many', 'POST', '/v1/self/rotate-secret', 200, { ...secret, more: 1 }],
    ['a field too few', 'POST', '/v1/self/rotate-secret', 200, { 'secret-key': 'made-for-this' }],
    ['a body where there is none', 'HEAD', '/v1/self', 200, secret],
    ['a refusal of another status’s code', 'GET', '/v1/self', 401, refusal('AUTH003')],
  ])('%s', (_name, method, path, status, body) => {
    expect(check(method, path, status, body)).toThrow(/OpenAPI document disagrees/);
  });

  it('an accepted body that is invalid by the document', () => {
    const answer = { response, account: account() };
    const put = (sent: unknown) => check('PUT', '/v1/self/redirect-urls', 200, answer, sent);
    put({ 'redirect-urls': [] })();
    expect(put({ 'redirect-urls': 'https://northwind.example' })).toThrow(/does not fit/);
  });

  function refusal(code: string) {
    return { response, errors: [{ 'error-code': code, message: 'No.' }] };
  }

  function account(): unknown {
    const schema = document.content.components.schemas.Account;
    const names = Object.keys(schema?.properties as object);
    const example = document.content.paths['/self']?.get?.responses['200'] as ResponseObject;
    const { account: shown } = example.content?.['application/json']?.example as {
      account: JsonSchema;
    };
    expect(Object.keys(shown)).toEqual(names);
    return shown;
  }
});

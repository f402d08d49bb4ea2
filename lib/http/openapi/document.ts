import { allMethods, type DeclaredPath } from '../declared-paths';
import { ComponentSchemas } from './component-schemas';
import { errorResponses } from './error-responses';
import { introduction } from './introduction';
import { operationObject } from './operation-object';
import { sections } from './sections';
import { webhookObjects } from './webhook-objects';

const headers = {
  'X-Transaction-Id': {
    description: 'Name it when you ask us about this request.',
    schema: { type: 'string', pattern: '^tid_[0-9a-f]{24}$' },
  },
  Location: {
    description: 'The path of what was created, where it can be read.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'How long to wait before the next try, in seconds.',
    schema: { type: 'integer', minimum: 1 },
  },
  RateLimit: {
    description: 'What is left of the limit (`r`) and the seconds until it is whole again (`t`).',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'The limit: how many (`q`) in how many seconds (`w`).',
    schema: { type: 'string' },
  },
  'WWW-Authenticate': {
    description: 'The kind of credential that is asked for.',
    schema: { type: 'string' },
  },
};

const parameters = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'For 24 hours the same key and request replay the first answer instead of doing it again. ' +
      'Another request under the key is a 409. A secret that is shown once is not in a replay.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7e]+$' },
    example: '7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68',
  },
};

const securitySchemes = {
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'Account-id and secret-key, for `GET /auth/token` only.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The token of `GET /auth/token`. With an operation stand the roles that may call it.',
  },
};

/** The OpenAPI 3.1 document of `paths`, made from the schemas that validate. */
export function buildDocument(origin: string, paths: readonly DeclaredPath[]) {
  const schemas = new ComponentSchemas();
  const pathItems = paths.map(({ path, operations }) => {
    const items = allMethods.flatMap((method) => {
      const operation = operations[method];
      return operation
        ? [[method.toLowerCase(), operationObject({ path, method, operation }, schemas)] as const]
        : [];
    });
    return [path, Object.fromEntries(items)] as const;
  });
  const webhooks = webhookObjects(schemas);
  const responses = errorResponses(schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Data Access Register', version: '1', description: introduction },
    servers: [{ url: `${origin}/v1` }],
    tags: sections.map(({ name, description }) => ({ name, description })),
    paths: Object.fromEntries(pathItems),
    webhooks,
    components: { schemas: schemas.all(), responses, headers, parameters, securitySchemes },
  };
}

import type { z } from 'zod';
import type { AnyOperation, Method } from '../declared-paths';
import type { ComponentSchemas } from './component-schemas';
import { envelopeExample, envelopeSchema } from './envelope';
import { headerRefs, refusals, type RefusalName } from './error-responses';
import { exampleOf } from './example-of';
import { examplePath, parametersOfPath, parametersOfQuery } from './parameters';
import { sectionOf } from './sections';

export interface Described {
  path: string;
  method: Method;
  operation: AnyOperation;
}

const successes: Record<string, string> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted; it is done soon.',
  204: 'Done. No body.',
};

/** Operations without roles that ask for credentials of another kind than a bearer token. */
function asksForSecret({ path }: Described): boolean {
  return path === '/auth/token';
}

function isRead({ method }: Described): boolean {
  return method === 'GET';
}

/** Which refusals follow from what an operation declares, and which are its own. */
function refusalsOf(described: Described): RefusalName[] {
  const { operation } = described;
  const { roles, body, refuses = [] } = operation;
  const takesKey = roles !== undefined && !isRead(described);
  const own = (status: 403 | 404 | 409 | 422) => refuses.includes(status);
  const applies: Record<RefusalName, boolean> = {
    Invalid: operation.takesAnyQuery !== true,
    NoBearer: roles !== undefined,
    NoCredentials: asksForSecret(described),
    Forbidden: roles !== undefined || own(403),
    Suspended: asksForSecret(described),
    NotFound: own(404),
    Conflict: own(409) || takesKey,
    TooLarge: takesKey,
    NotJson: body !== undefined,
    Unavailable: own(422),
    TooMany: roles !== undefined || asksForSecret(described),
    Unexpected: true,
    Down: true,
  };
  return (Object.keys(applies) as RefusalName[]).filter((name) => applies[name]);
}

/** Credentials that an operation asks for; one of a list is enough. */
function securityOf(described: Described) {
  if (asksForSecret(described)) return [{ basic: [] }];
  return (described.operation.roles ?? []).map((role) => ({ bearer: [role] }));
}

function successOf(
  described: Described,
  status: string,
  schema: z.ZodObject | null,
  schemas: ComponentSchemas,
) {
  const headers = headerRefs(status === '201' ? ['Location'] : []);
  const description = successes[status] ?? '';
  if (!schema) return { description, headers };
  const { path, operation } = described;
  const enveloped = schema.extend({ response: envelopeSchema });
  const whole = schemas.convert(operation.isBare ? schema : enveloped, 'output');
  const example = exampleOf(schemas.convert(schema, 'output'), schemas) as object;
  const response = envelopeExample(`/v1${examplePath(path, schemas)}`);
  return {
    description,
    headers,
    content: {
      'application/json': {
        schema: whole,
        example: operation.isBare ? example : { response, ...example },
      },
    },
  };
}

function responsesOf(described: Described, schemas: ComponentSchemas) {
  const answers = Object.entries(described.operation.answers).map(
    ([status, schema]) => [status, successOf(described, status, schema, schemas)] as const,
  );
  const errors = refusalsOf(described).map(
    (name) => [String(refusals[name].status), { $ref: `#/components/responses/${name}` }] as const,
  );
  return Object.fromEntries<object>([...answers, ...errors]);
}

function requestBodyOf({ operation }: Described, schemas: ComponentSchemas) {
  if (!operation.body) return {};
  const schema = schemas.convert(operation.body, 'input');
  const rest = { ...schema };
  delete rest.examples;
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: rest, example: exampleOf(schema, schemas) } },
    },
  };
}

function descriptionOf({ operation }: Described): string {
  const { description, roles } = operation;
  const who = roles ? `Roles: ${roles.map((role) => `\`${role}\``).join(', ')}.` : null;
  return [description, who].filter(Boolean).join('\n\n');
}

/** One operation of the document. */
export function operationObject(described: Described, schemas: ComponentSchemas) {
  const { path, method, operation } = described;
  const takesKey = operation.roles !== undefined && !isRead(described);
  return {
    operationId: [method.toLowerCase(), ...path.split(/[/{}.]+/)].filter(Boolean).join('-'),
    tags: [sectionOf(path)],
    summary: operation.summary,
    description: descriptionOf(described),
    security: securityOf(described),
    parameters: [
      ...parametersOfPath(path, schemas),
      ...parametersOfQuery(operation.query, schemas),
      ...(takesKey ? [{ $ref: '#/components/parameters/Idempotency-Key' }] : []),
    ],
    ...requestBodyOf(described, schemas),
    responses: responsesOf(described, schemas),
  };
}

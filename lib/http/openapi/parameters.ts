import type { z } from 'zod';
import type { ComponentSchemas, JsonSchema } from './component-schemas';
import { exampleOf } from './example-of';
import { pathParameters } from './path-parameters';

/** `{ir}` and `{token-ref}` of `/identity-records/{ir}/re-identify/{token-ref}`, without braces. */
export function namesInPath(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
}

function toParameter(
  place: 'path' | 'query',
  name: string,
  converted: JsonSchema,
  schemas: ComponentSchemas,
) {
  const { description, ...schema } = converted;
  const example = exampleOf(converted, schemas);
  return {
    name,
    in: place,
    description: description ?? schemas.resolve(converted).description,
    schema,
    example,
  };
}

function requirePathParameter(name: string): z.ZodType {
  const schema = pathParameters[name];
  if (!schema) throw new Error(`the reference does not know the path parameter ${name}`);
  return schema;
}

/** The parameters of a path, each with its description and an example. */
export function parametersOfPath(path: string, schemas: ComponentSchemas) {
  return namesInPath(path).map((name) => ({
    ...toParameter('path', name, schemas.convert(requirePathParameter(name), 'input'), schemas),
    required: true,
  }));
}

/** The parameters of a query, each with its description and an example. */
export function parametersOfQuery(query: z.ZodType | undefined, schemas: ComponentSchemas) {
  if (!query) return [];
  const { properties, required } = schemas.convert(query, 'input');
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => ({
    ...toParameter('query', name, schema, schemas),
    required: isRequired(name),
  }));
}

/** A path with the examples of its parameters in place. */
export function examplePath(path: string, schemas: ComponentSchemas): string {
  return parametersOfPath(path, schemas).reduce(
    (filled, { name, example }) => filled.replace(`{${name}}`, String(example)),
    path,
  );
}

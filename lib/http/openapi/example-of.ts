import type { ComponentSchemas, JsonSchema } from './component-schemas';

function isNull(schema: JsonSchema): boolean {
  return schema.type === 'null';
}

/**
 * A real value of a schema: its own example, else one made of its parts' examples.
 * @throws {Error} naming the field that has none
 */
export function exampleOf(schema: JsonSchema, schemas: ComponentSchemas, path = ''): unknown {
  const { examples, enum: values, anyOf, items, properties } = schema;
  if (Array.isArray(examples)) return examples[0] as unknown;
  if ('const' in schema) return schema.const;
  if (Array.isArray(values)) return values[0] as unknown;
  if ('$ref' in schema) return exampleOf(schemas.resolve(schema), schemas, path);
  if (Array.isArray(anyOf)) {
    const option = (anyOf as JsonSchema[]).find((candidate) => !isNull(candidate));
    if (option) return exampleOf(option, schemas, path);
  }
  if (items) return [exampleOf(items as JsonSchema, schemas, `${path}[]`)];
  if (properties) {
    const fields = Object.entries(properties as Record<string, JsonSchema>)
      .filter(([, field]) => field.readOnly !== true)
      .map(([name, field]) => [name, exampleOf(field, schemas, `${path}.${name}`)]);
    return Object.fromEntries(fields) as Record<string, unknown>;
  }
  throw new Error(`the reference has no example for ${path || 'a whole body'}`);
}

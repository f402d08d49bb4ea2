import { z } from 'zod';

export interface JsonSchema {
  [keyword: string]: unknown;
}

/** What a request may send, or what an answer holds: `null` where a field was left out, say. */
export type Direction = 'input' | 'output';

const REF = '#/components/schemas/';

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

function isObject(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Says of a whole field, null included, what zod says of its value only. */
function withWordsOutside(schema: JsonSchema): JsonSchema {
  const [value, ...others] = (schema.anyOf ?? []) as JsonSchema[];
  const isNothing = (other: JsonSchema) => other.type === 'null' || other.const === '';
  if (!value || '$ref' in value || !others.every(isNothing)) return schema;
  const { description, examples, ...rest } = value;
  return { description, examples, ...schema, anyOf: [rest, ...others] };
}

/** Replaces a schema by another in its place, which zod holds by reference. */
function become(schema: JsonSchema, other: JsonSchema): void {
  for (const key of Object.keys(schema)) Reflect.deleteProperty(schema, key);
  Object.assign(schema, other);
}

/** What may be sent for an optional field that is not given: null, and for a text the empty string. */
function takeMarks(schema: JsonSchema, direction: Direction): void {
  const { mayBeEmpty, mayBeNull, inputPattern, ...rest } = schema;
  if (inputPattern !== undefined && direction === 'input') rest.pattern = inputPattern;
  const nothing: JsonSchema[] = [];
  if (mayBeEmpty === true) nothing.push({ const: '' });
  if (mayBeNull === true) nothing.push({ type: 'null' });
  if (direction === 'output' || nothing.length === 0) become(schema, rest);
  else if (mayBeNull === true) become(schema, { anyOf: [rest, ...nothing] });
  else become(schema, { ...rest, anyOf: [...((rest.anyOf ?? []) as JsonSchema[]), ...nothing] });
}

function tidy(direction: Direction): Override {
  return ({ jsonSchema }) => {
    const schema = jsonSchema as JsonSchema;
    takeMarks(schema, direction);
    // A caller must not break when an answer has a field more; a request with one is refused.
    if (direction === 'output' && schema.additionalProperties === false) {
      delete schema.additionalProperties;
    }
    // That absent and null are the same is said once, for all fields.
    if (schema.default === null) delete schema.default;
    if ('example' in schema) {
      schema.examples = [schema.example];
      delete schema.example;
    }
  };
}

/** `{}` for a custom check, which says in its metadata what it takes; anything else is a mistake. */
function refuseUnrepresentable({
  zodSchema,
  message,
}: {
  zodSchema: z.core.$ZodType;
  message: string;
}) {
  if (zodSchema._zod.def.type === 'custom') return {};
  throw new Error(message);
}

/** Objects differ by direction, in what is required at the least; everything else is the same. */
function nameOf(id: string, schema: JsonSchema, direction: Direction): string {
  return direction === 'input' && schema.type === 'object' ? `${id}Input` : id;
}

/** The named schemas of the document, gathered while its parts are converted. */
export class ComponentSchemas {
  readonly #schemas = new Map<string, JsonSchema>();

  /** A zod schema as JSON Schema 2020-12, its parts with an `id` as references to components. */
  convert(schema: z.ZodType, direction: Direction): JsonSchema {
    const converted = z.toJSONSchema(schema, {
      io: direction,
      override: tidy(direction),
      unrepresentable: refuseUnrepresentable,
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    const { $defs: parts = {}, ...root } = converted;
    delete root.$schema;
    const renamed = (part: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(part), (key, value: unknown) => {
        if (isObject(value)) return withWordsOutside(value);
        if (key !== '$ref' || typeof value !== 'string') return value;
        const id = value.slice('#/$defs/'.length);
        return `${REF}${nameOf(id, parts[id] ?? {}, direction)}`;
      }) as JsonSchema;
    for (const [id, part] of Object.entries(parts)) {
      this.#add(nameOf(id, part, direction), renamed(part));
    }
    return renamed(root);
  }

  /** The schema that a reference means. */
  resolve(schema: JsonSchema): JsonSchema {
    const { $ref: ref } = schema;
    if (typeof ref !== 'string') return schema;
    const found = this.#schemas.get(ref.slice(REF.length));
    if (!found) throw new Error(`the document has no ${ref}`);
    return found;
  }

  /** All of them, by name. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #add(name: string, schema: JsonSchema): void {
    const known = this.#schemas.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two schemas of the document are called ${name}`);
    }
    this.#schemas.set(name, schema);
  }
}

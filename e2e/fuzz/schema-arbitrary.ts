import fc from 'fast-check';
import type { ApiDocument, JsonSchema } from '../../harness/api-document';
import { idKinds, standIn, type Kind } from './stand-ins';

const PER_KIND = 8;
const DAY_MS = 86_400_000;

/** One of the few known ids of a kind; a list that long has been asked for often enough. */
export const someId = (kind: Kind): fc.Arbitrary<string> =>
  fc.nat(PER_KIND - 1).map((index) => standIn(kind, index));

const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const date = fc.integer({ min: -2000, max: 400 }).map((days) => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  return new Date(start + days * DAY_MS).toISOString().slice(0, 10);
});

function textOf({ pattern, format, minLength = 0, maxLength = 60 }: JsonSchema) {
  const source = typeof pattern === 'string' ? pattern : '';
  const kind = idKinds.find((prefix) => source.startsWith(`^${prefix}_`));
  if (kind) return someId(kind);
  if (source.includes('HJ-NPR')) return someId('mpxn');
  if (source.startsWith('^(\\d{4}') || format === 'date-time') return instant;
  if (format === 'date') return date;
  if (/^\^(https\?|\[Hh\])/.test(source)) return fc.webUrl({ withQueryParameters: true });
  if (source.startsWith('^P(')) return fc.constantFrom('P1Y', 'P90D', 'PT12H', 'P1Y2M3DT4H5M6S');
  if (source !== '' && source !== '\\S') return fc.stringMatching(new RegExp(source));
  const longest = Number(maxLength);
  const any = fc.string({
    unit: 'grapheme',
    minLength: Number(minLength),
    maxLength: Math.min(longest, 60),
  });
  const edge = fc.constantFrom('x'.repeat(longest), 'x'.repeat(longest + 1));
  return fc.oneof({ weight: 8, arbitrary: any }, { weight: 1, arbitrary: edge });
}

/** Values by the schemas of one document, which may still break a rule that no schema can say. */
export class SchemaArbitraries {
  constructor(private readonly document: ApiDocument) {}

  of(schema: JsonSchema): fc.Arbitrary<unknown> {
    const found = this.document.resolve<JsonSchema>(schema);
    const generated = this.#generated(found);
    const examples = [
      ...(Array.isArray(found.examples) ? (found.examples as unknown[]) : []),
      ...('example' in found ? [found.example] : []),
    ];
    return examples.length === 0 ? generated : fc.oneof(generated, fc.constantFrom(...examples));
  }

  #generated(schema: JsonSchema): fc.Arbitrary<unknown> {
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
    if (Array.isArray(schema.anyOf)) {
      return fc.oneof(...(schema.anyOf as JsonSchema[]).map((one) => this.of(one)));
    }
    switch (schema.type) {
      case 'string':
        return textOf(schema);
      case 'integer':
        return fc.integer({ min: Number(schema.minimum ?? 0), max: Number(schema.maximum ?? 500) });
      case 'number':
        return fc.double();
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return this.#list(schema);
      case 'object':
        return this.#object(schema);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  #list(schema: JsonSchema): fc.Arbitrary<unknown> {
    const bounds = { minLength: Number(schema.minItems ?? 0), maxLength: 3 };
    const items = this.of((schema.items ?? {}) as JsonSchema);
    const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    return schema.uniqueItems === true
      ? fc.uniqueArray(items, { ...bounds, comparator: isSame })
      : fc.array(items, bounds);
  }

  #object({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
    const members = Object.entries(properties as Record<string, JsonSchema>)
      .filter(([, member]) => member.readOnly !== true)
      .map(([name, member]) => [name, this.of(member)] as const);
    if (members.length === 0) return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue());
    return fc.record(Object.fromEntries(members), { requiredKeys: required as string[] });
  }
}

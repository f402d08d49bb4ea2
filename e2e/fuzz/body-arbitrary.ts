import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { mutated } from './json-mutation';
import { withStandIns } from './stand-ins';

const LIMIT = 256 * 1024;

/** What is done to the JSON of a body on its way to bytes. */
const manglings: Record<string, (json: string) => string | Buffer> = {
  none: (json) => json,
  'byte order mark': (json) => `\ufeff${json}`,
  'cut short': (json) => json.slice(0, -1),
  'text after it': (json) => `${json} x`,
  'two values': (json) => `${json}${json}`,
  'spaces around': (json) => `\r\n\t ${json} \n`,
  empty: () => '',
  'UTF-16': (json) => Buffer.from(json, 'utf16le'),
  'not UTF-8': (json) => Buffer.concat([Buffer.from(json), Buffer.from([0xc3, 0x28])]),
  gzip: (json) => gzipSync(json),
  'at the limit': (json) => json.padEnd(LIMIT),
  'past the limit': (json) => json.padEnd(LIMIT + 1),
  'very deep': () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'a member twice': (json) => json.replace(/^\{"([^"]+)":/, '{"$1":1,"$1":'),
  'a huge number': (json) => json.replace(/:\s*(?:\d+|true|null)/, ':1e999'),
  'a number of many digits': (json) => json.replace(/:\s*(?:\d+|true|null)/, `:${'9'.repeat(400)}`),
  'a form': () => 'a=1&b=2',
};

export interface FuzzBody {
  json: string;
  mangling: string;
}

/** The bytes of a body whose stand-ins are filled in. */
export function bytesOf({ json, mangling }: FuzzBody): Buffer {
  return Buffer.from(manglings[mangling]?.(json) ?? json);
}

/** JSON of `values`, bent, and mostly sent as it is. */
export function bodyArbitrary(values: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzBody> {
  const known = fc
    .tuple(mutated(values), fc.nat(3))
    .map(([value, index]) => withStandIns(JSON.stringify(value ?? null), index));
  return fc.record({
    json: known,
    mangling: fc.oneof(
      { weight: 8, arbitrary: fc.constant('none') },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(manglings)) },
    ),
  });
}

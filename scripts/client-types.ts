/**
 * Writes the client's types from the API's document, or with --check only says whether they agree.
 *
 *   npm run client:types [-- --check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import '@/app/v1/every-route';
import { declaredPaths } from '@/lib/http/declared-paths';
import { openApiDocument } from '@/lib/http/openapi/open-api-document';

const file = path.join(import.meta.dirname, '..', 'client', 'src', 'api-types.ts');
const header = '// Made from the API’s document by `npm run client:types`. Do not edit.\n\n';

const document = JSON.stringify(openApiDocument(declaredPaths()));
const wanted = header + astToString(await openapiTypescript(document));

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
  console.log('client/src/api-types.ts is written.');
} else if (readFileSync(file, 'utf8') === wanted) {
  console.log('client/src/api-types.ts and the API’s document agree.');
} else {
  console.error(
    'client/src/api-types.ts is not what the API’s document says: npm run client:types',
  );
  process.exitCode = 1;
}

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { httpRequest } from './http-request';

export interface JsonSchema {
  [keyword: string]: unknown;
}

export interface MediaType {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface ResponseObject {
  description: string;
  content?: Record<string, MediaType>;
}

export interface Parameter {
  name: string;
  in: string;
  description: string;
  schema: JsonSchema;
  example: unknown;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, ResponseObject | { $ref: string }>;
}

export interface OpenApiDocument {
  openapi: string;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  webhooks: Record<string, { post: OperationObject }>;
  components: Record<string, Record<string, unknown>> & { schemas: Record<string, JsonSchema> };
}

const JSON_TYPE = 'application/json';
const ROOT = 'register:document';

/** The pointer of a part of the document, by its keys. */
export function pointer(...keys: string[]): string {
  return `#/${keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

/**
 * The same document with every object closed that it leaves open: callers must bear a new field, but
 * here a field that the document does not have is a fault.
 */
function closed<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(closed) as Part;
  if (part === null || typeof part !== 'object') return part;
  const copy: JsonSchema = Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => [
      key,
      key === 'example' || key === 'examples' ? value : closed(value),
    ]),
  );
  if (copy.type === 'object' && 'properties' in copy && !('additionalProperties' in copy)) {
    copy.additionalProperties = false;
  }
  return copy as Part;
}

interface PathPattern {
  path: string;
  pattern: RegExp;
  parameters: number;
}

function toPattern(path: string): PathPattern {
  const source = path.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+');
  const parameters = path.split('{').length - 1;
  return { path, pattern: new RegExp(`^/v1${source}$`), parameters };
}

/** A register's own OpenAPI document, and what fits it. */
export class ApiDocument {
  readonly #ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
  readonly #patterns: PathPattern[];
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(readonly content: OpenApiDocument) {
    addFormats(this.#ajv);
    this.#ajv.addSchema({ ...closed(content) }, ROOT);
    this.#patterns = Object.keys(content.paths)
      .map(toPattern)
      // A path in full before one with a parameter in the same place.
      .sort((a, b) => a.parameters - b.parameters);
  }

  /** The documented path of `/v1/…`, or null. */
  findPath(pathname: string): string | null {
    return this.#patterns.find(({ pattern }) => pattern.test(pathname))?.path ?? null;
  }

  /** Why `value` does not fit the schema at `schemaPointer`, or null when it does. */
  problemWith(schemaPointer: string, value: unknown): string | null {
    const known = this.#compiled.get(schemaPointer);
    const validate = known ?? this.#ajv.compile({ $ref: `${ROOT}${schemaPointer}` });
    this.#compiled.set(schemaPointer, validate);
    return validate(value) ? null : this.#ajv.errorsText(validate.errors, { separator: '\n' });
  }

  /** Where the body of an answer is described: null for none, undefined for an unknown status. */
  findAnswer(path: string, method: string, status: number): string | null | undefined {
    const key = String(status);
    const response = this.content.paths[path]?.[method]?.responses[key];
    if (!response) return undefined;
    const base =
      '$ref' in response ? response.$ref : pointer('paths', path, method, 'responses', key);
    const target = this.resolve<ResponseObject>(response);
    return target.content ? `${base}${pointer('content', JSON_TYPE, 'schema').slice(1)}` : null;
  }

  /** What a reference means; anything else is what it is. */
  resolve<Part extends object>(part: Part | { $ref: string }): Part {
    if (!('$ref' in part)) return part;
    const found = part.$ref
      .slice(2)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, key) => (at as JsonSchema | undefined)?.[key], this.content);
    if (!found) throw new Error(`the document has no ${part.$ref}`);
    return found as Part;
  }
}

const documents = new Map<string, Promise<ApiDocument>>();

async function fetchDocument(origin: string): Promise<ApiDocument> {
  const { status, text } = await httpRequest(`${origin}/v1/openapi.json`);
  if (status !== 200) throw new Error(`no document: ${status} ${text}`);
  return new ApiDocument(JSON.parse(text) as OpenApiDocument);
}

/** The document of the register at `origin`, asked for once. */
export async function documentOf(origin: string): Promise<ApiDocument> {
  const known = documents.get(origin) ?? fetchDocument(origin);
  documents.set(origin, known);
  try {
    return await known;
  } catch (error) {
    documents.delete(origin);
    throw error;
  }
}

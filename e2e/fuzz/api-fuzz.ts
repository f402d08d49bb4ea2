import fc from 'fast-check';
import { consentBody } from '../../harness/callers/access-record-body';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import type { RegisterClient } from '../../harness/api-client';
import { documentOf, type ApiDocument } from '../../harness/api-document';
import { httpRequest } from '../../harness/http-request';
import { bytesOf } from './body-arbitrary';
import { createCallers, type Callers } from './callers';
import { problemOf, type FuzzExchange } from './judge';
import { KnownIds } from './known-ids';
import { RequestArbitraries, type FuzzRequest } from './request-arbitrary';
import { filled } from './stand-ins';

/** Requests of one property run: one problem at most is found in each, and shrunk. */
const CHUNK = 250;
const SHRINKING_MS = 20_000;
const RECORDS = 6;
const ENOUGH_PROBLEMS = 12;

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** The run ends after the chunk in which this has passed. */
  limitMs?: number;
  say?: (line: string) => void;
}

export interface FuzzResult {
  requests: number;
  /** By documented operation, then by the class of the status: `2xx`. */
  counts: Map<string, Map<string, number>>;
  slowestMs: number;
  /** Each with its smallest request. */
  problems: string[];
}

/** Sends generated requests to one register and judges the answers by its own document. */
class FuzzRun {
  readonly counts: FuzzResult['counts'] = new Map();
  requests = 0;
  slowestMs = 0;
  readonly #known: KnownIds;

  constructor(
    private readonly origin: string,
    private readonly document: ApiDocument,
    private readonly callers: Callers,
  ) {
    this.#known = new KnownIds(
      new Set(callers.accounts.flatMap(({ id, duid }) => [id, ...(duid === null ? [] : [duid])])),
    );
  }

  /** Some of everything, so that the first requests name what is there. */
  async layGround(): Promise<void> {
    const { first } = this.callers;
    for (let index = 0; index < RECORDS; index += 1) {
      const mpxn = this.#known.find('mpxn', index);
      const { ir } = await enrolHousehold(first, this.origin, { mpxn });
      this.#known.learn(ir);
      const record = await first.call('POST', '/v1/access-records', consentBody(ir));
      const started = await first.call('POST', `/v1/identity-records/${ir}/re-identify`, {
        method: 'magic-link',
      });
      for (const { text } of [record, started]) this.#known.learn(text);
    }
    const hook = { 'callback-url': 'https://northwind.example/hook', 'alert-email': 'a@b.example' };
    this.#known.learn((await first.call('POST', '/v1/webhooks', hook)).text);
    this.#known.learn((await first.call('GET', '/v1/records?limit=1')).text);
  }

  #wire({ method, path, caller, authorization, headers, body }: FuzzRequest) {
    const find = this.#known.find.bind(this.#known);
    const bytes = body && bytesOf({ ...body, json: filled(body.json, find) });
    const target = filled(path, find);
    const own = path.startsWith('/v1/auth/token')
      ? this.callers.basic
      : this.callers.bearers[caller];
    const credential = authorization ?? own;
    return {
      method,
      path: target,
      bytes,
      headers: {
        ...(credential === null ? {} : { authorization: credential }),
        ...(bytes ? { 'content-type': 'application/json' } : {}),
        ...headers,
        ...(bytes ? { 'content-length': String(bytes.length) } : {}),
      },
    };
  }

  async send(request: FuzzRequest): Promise<FuzzExchange> {
    const { method, path, bytes, headers } = this.#wire(request);
    const startedAt = performance.now();
    const answer = await httpRequest(`${this.origin}${path}`, {
      method,
      headers,
      ...(bytes ? { body: bytes } : {}),
    });
    const ms = performance.now() - startedAt;
    if (answer.status < 300) this.#known.learn(answer.text);
    const isItself = request.authorization === null;
    return { caller: request.caller, isItself, method, path, sent: bytes, answer, ms };
  }

  #count({ operation }: FuzzRequest, { answer, ms }: FuzzExchange): void {
    const classes = this.counts.get(operation) ?? new Map<string, number>();
    const name = `${Math.floor(answer.status / 100)}xx`;
    this.counts.set(operation, classes.set(name, (classes.get(name) ?? 0) + 1));
    this.requests += 1;
    this.slowestMs = Math.max(this.slowestMs, ms);
  }

  async check(request: FuzzRequest): Promise<void> {
    const exchange = await this.send(request);
    this.#count(request, exchange);
    const problem = problemOf(this.document, exchange);
    if (problem === null) return;
    const { method, path, answer } = exchange;
    const whole = `${method} ${path} → ${answer.status} ${answer.text.slice(0, 300)}`;
    throw new Error(`${problem}\n${whole}`);
  }
}

/** The smallest request that failed, in words; null when none did. */
function failureOf(details: fc.RunDetails<[FuzzRequest]>): string | null {
  if (!details.failed) return null;
  const [request] = details.counterexample ?? [];
  const error = details.errorInstance;
  const why = error instanceof Error ? error.message : 'the run ended before its first request';
  return `${why}\nseed ${details.seed}, after ${details.numShrinks} shrinks: ${JSON.stringify(request)}`;
}

/** Fuzzes the API of a running register by its own document, the same requests for the same seed. */
export async function fuzzApi(
  origin: string,
  client: RegisterClient,
  { requests, seed, limitMs = Infinity, say }: FuzzOptions,
): Promise<FuzzResult> {
  const document = await documentOf(origin);
  const run = new FuzzRun(origin, document, await createCallers(client));
  await run.layGround();
  const arbitrary = new RequestArbitraries(document).any();
  const problems: string[] = [];
  const startedAt = performance.now();
  for (let done = 0; done < requests; done += CHUNK) {
    const details = await fc.check(
      fc.asyncProperty(arbitrary, (request) => run.check(request)),
      {
        seed: seed + done,
        numRuns: Math.min(CHUNK, requests - done),
        interruptAfterTimeLimit: limitMs + SHRINKING_MS,
        markInterruptAsFailure: false,
      },
    );
    const failure = failureOf(details);
    if (failure !== null) {
      problems.push(failure);
      say?.(failure);
    }
    if (problems.length >= ENOUGH_PROBLEMS || performance.now() - startedAt > limitMs) break;
  }
  const { counts, slowestMs } = run;
  return { requests: run.requests, counts, slowestMs, problems };
}

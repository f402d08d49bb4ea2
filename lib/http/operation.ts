import type { z } from 'zod';
import type { Account, Role } from '@/lib/db/generated/client';

export interface Answer<Body extends object = object> {
  /** 200 if left out. 204 has no body. */
  status?: number;
  /** Path of what was created, for 201. */
  location?: string;
  body?: Body;
}

export interface Call<Query, Body> {
  /** Null on paths that need no bearer. */
  account: Account | null;
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** A HEAD, which runs as the GET does and is shown no body. */
  isHead: boolean;
  authorization: string | null;
  /** Of the secret that the caller's bearer token was given for; see lib/accounts/secret-mark.ts. */
  secretMark: string | null;
  clientAddress: string;
  /** Aborted when the caller has gone, who needs no answer any more. */
  readonly signal: AbortSignal;
}

/** The body of each success, without the envelope; null where there is none. */
export type Answers = Partial<Record<200 | 201 | 202 | 204, z.ZodObject | null>>;

type BodyOf<Schema> = Schema extends z.ZodObject ? z.output<Schema> & object : never;

/** What a handler may answer, going by the declared bodies. */
type AnswerBody<Declared extends Answers> = BodyOf<Declared[keyof Declared]>;

/** What one method of one API path declares; everything else is the same for all of them. */
export interface Operation<
  Query extends z.ZodType,
  Body extends z.ZodType,
  Declared extends Answers = Answers,
> {
  /** One line for the reference, and whatever a caller must know beyond the schemas. */
  summary: string;
  description?: string;
  answers: Declared;
  /** Statuses of its own refusals; those that follow from roles, query and body are known. */
  refuses?: readonly (403 | 404 | 409 | 422)[];
  /** Who may call with a bearer token; absent: no bearer is asked for. */
  roles?: readonly Role[];
  query?: Query;
  body?: Body;
  /** Whether any query is ignored, as by verify (docs/api/requests-and-errors.md#what-a-request-may-hold). */
  takesAnyQuery?: boolean;
  /** Bytes that a body may have, where that is less than for all others. */
  mostBodyBytes?: number;
  /** Query parameters that identify the result and so stand in `response.resource`. */
  identifiedBy?: readonly string[];
  /** Answer without the envelope (`/auth/token`, `/openapi.json`). */
  isBare?: boolean;
  /** It may wait long for something: it takes its turns among the account's calls by itself, where it reads. */
  mayWait?: boolean;
  run(call: Call<z.output<Query>, z.output<Body>>): Promise<Answer<AnswerBody<Declared>>>;
}

/** Declares an operation, so that its schemas type its handler and what that answers. */
export function operation<
  Declared extends Answers,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(declared: Operation<Query, Body, Declared>): Operation<Query, Body, Declared> {
  return declared;
}

/** The account of a call whose operation declares roles. */
export function requireAccount(call: { account: Account | null }): Account {
  if (!call.account) throw new Error('this operation declares no roles');
  return call.account;
}

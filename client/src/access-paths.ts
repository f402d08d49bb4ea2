import type { Evaluation, EvaluationAnswer } from './release-question.js';

interface Post<Body, Answer> {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  post: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': Body } };
    responses: { 200: { headers: object; content: { 'application/json': Answer } } };
  };
}

/** The calls beside `/v1`, which are those of the OpenID AuthZEN Authorization API 1.0. */
export interface AccessPaths {
  '/access/v1/evaluation': Post<Evaluation, EvaluationAnswer>;
  '/access/v1/evaluations': Post<
    { evaluations: Evaluation[]; options?: { evaluations_semantic: string } },
    { evaluations: EvaluationAnswer[] }
  >;
}

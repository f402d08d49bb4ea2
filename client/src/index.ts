export type { components, paths, webhooks } from './api-types.js';
export type { Attempt, Method, ProposedAccess, ReturnOptions, Subject } from './attempt.js';
export type { Credentials } from './bearer-token.js';
export { confirm, ForeignReturnError, isReturnOf, type Outcome } from './confirm.js';
export { createIdentityRecord, type NewIdentityRecord } from './create-identity-record.js';
export {
  createRegisterClient,
  dataOf,
  type RegisterClient,
  type RegisterClientOptions,
} from './create-register-client.js';
export {
  registerConfirmed,
  type CustomerConfirmation,
  type RegistrationDetails,
} from './register-confirmed.js';
export { RegisterError, RegisterUnreachableError, type Problem } from './register-error.js';
export type { RequestBody } from './request-body.js';
export { evaluate, evaluateMany, type EvaluateManyOptions } from './evaluate.js';
export { followChanges, type FollowOptions, type ReleaseChange } from './follow-changes.js';
export type { ReleaseDecision, ReleaseQuestion } from './release-question.js';
export { reidentify } from './reidentify.js';
export {
  verifyWebhook,
  WebhookRefusedError,
  type WebhookEvent,
  type WebhookHeaders,
} from './verify-webhook.js';

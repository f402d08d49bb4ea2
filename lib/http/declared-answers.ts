import type { Method } from './declared-paths';
import type { ApiRequest, WireAnswer } from './exchange';

export type PathMethod = Method | 'HEAD' | 'OPTIONS';

/** What one API path answers; never throws. */
export type PathAnswer = (
  request: ApiRequest,
  method: PathMethod,
  params: Record<string, string>,
) => Promise<WireAnswer>;

const declared = new Map<string, PathAnswer>();

/** Notes who answers `path`. A path without a leading slash is none. */
export function declareAnswer(path: string, answer: PathAnswer): void {
  if (path.startsWith('/')) declared.set(path, answer);
}

/** The paths of all route files that were loaded so far, and who answers each. */
export function declaredAnswers(): ReadonlyMap<string, PathAnswer> {
  return declared;
}

import { NotFoundError } from '@/lib/platform/errors';

/** What a use case answers, or null where it says that there is no such thing for this account. */
export async function orNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

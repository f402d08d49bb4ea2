import type { Press } from '@/lib/ceremonies/mail/press-magic-link';
import type { Ending } from '@/lib/ceremonies/dto';
import { endingResponse, redirectTo, type PagePost } from './page-post';

/** Answers a press; `wanted` is the ending that was asked for, any other one could not happen. */
export function pressResponse(press: Press, wanted: Ending, post: PagePost): Promise<Response> {
  switch (press.result) {
    case 'go':
      return Promise.resolve(redirectTo(press.location));
    case 'ending':
      return endingResponse(
        press.ending,
        press.tokenRef,
        post,
        press.ending === wanted || press.ending === 'undone',
      );
    case 'invalid':
      return endingResponse('invalid', null, post);
  }
}

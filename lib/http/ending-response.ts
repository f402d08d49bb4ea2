import type { Ending } from '@/lib/ceremonies/dto';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';
import type { Press } from '@/lib/ceremonies/mail/press-magic-link';
import { env } from '@/lib/platform/env';
import type { Locale } from '@/lib/platform/locale';
import { type PagePost, redirectTo } from './page-post';
import { stepDocument } from './step-document';

type RefusedStatus = 404 | 409 | 410;

const statuses: Record<Ending, RefusedStatus | 303> = {
  confirmed: 303,
  declined: 303,
  undone: 303,
  'other-browser': 409,
  used: 409,
  expired: 410,
  invalid: 404,
};

const titles: Record<Locale, Record<RefusedStatus, string>> = {
  en: {
    404: 'This link is not valid.',
    409: 'This link has already been used.',
    410: 'This link has expired.',
  },
  cy: {
    404: 'Nid yw’r ddolen hon yn ddilys.',
    409: 'Mae’r ddolen hon eisoes wedi’i defnyddio.',
    410: 'Mae’r ddolen hon wedi dod i ben.',
  },
};

export function donePage(): string {
  return `${env().ORIGIN}/done`;
}

/**
 * Ends a form's journey on `/done`, which learns the ending from a signed cookie. What was asked for and
 * happened is a 303; what could not happen has its own status and a small page that leads on to `/done`:
 * a page of the framework cannot answer 409 or 410 to a post.
 */
export async function endingResponse(
  ending: Ending,
  tokenRef: string | null,
  { locale }: PagePost,
  happened = statuses[ending] === 303,
): Promise<Response> {
  const cookie = await endingCookie(ending, tokenRef);
  if (happened && statuses[ending] === 303) return redirectTo(donePage(), cookie);
  const status = statuses[ending] === 303 ? 409 : statuses[ending];
  const title = titles[locale][status];
  return stepDocument({ status, target: donePage(), locale, title, cookies: [cookie] });
}

/** Answers a press; `wanted` is the ending that was asked for, any other one could not happen. */
export async function pressResponse(
  press: Press,
  wanted: Ending,
  post: PagePost,
): Promise<Response> {
  switch (press.result) {
    case 'go':
      return redirectTo(press.location);
    case 'ending': {
      const happened = press.ending === wanted || press.ending === 'undone';
      return endingResponse(press.ending, press.tokenRef, post, happened);
    }
    case 'invalid':
      return endingResponse('invalid', null, post);
  }
}

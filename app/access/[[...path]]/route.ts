import { answerAccess } from '@/lib/http/access/answer-access';

/** What the server did not answer itself: an unknown path, or all where it is told to leave the API to Next. */
async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const { text, ...rest } = await answerAccess(request, pathname);
  return new Response(text, rest);
}

export {
  answer as GET,
  answer as HEAD,
  answer as POST,
  answer as PUT,
  answer as PATCH,
  answer as DELETE,
  answer as OPTIONS,
};

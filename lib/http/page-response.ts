type Cookies = readonly (string | undefined)[];

function headersWith(cookies: Cookies, headers: Record<string, string> = {}): Headers {
  const all = new Headers({ ...headers, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) if (cookie) all.append('Set-Cookie', cookie);
  return all;
}

/** Leads a browser on to a whole address; `cookies` are `Set-Cookie` values. */
export function redirectTo(location: string, ...cookies: Cookies): Response {
  return new Response(null, { status: 303, headers: headersWith(cookies, { Location: location }) });
}

/** An answer to a script of ours; `cookies` are `Set-Cookie` values. */
export function json(body: object, status = 200, ...cookies: Cookies): Response {
  return Response.json(body, { status, headers: headersWith(cookies) });
}

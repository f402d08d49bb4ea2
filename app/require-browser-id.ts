import { cookies } from 'next/headers';
import { browserCookieName } from '@/lib/platform/browser-id';

/** This browser's random id, which `proxy.ts` gives to every page's request. */
export async function requireBrowserId(): Promise<string> {
  const id = (await cookies()).get(browserCookieName())?.value;
  if (!id) throw new Error('proxy.ts did not see this request');
  return id;
}

import { getLocale } from 'next-intl/server';
import { env } from '@/lib/platform/env';

/** What a page calls the register, in the language of the page. */
export async function registerName(): Promise<string> {
  return (await getLocale()) === 'cy' ? env().RP_NAME_CY : env().RP_NAME;
}

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Deviation, SoftwareAuthenticator } from '../webauthn-authenticator';
import type { HttpAnswer } from '../http-request';
import type { CustomerBrowser, Page, PasskeyOptions } from './customer-browser';

/** The body of `POST /passkey/complete`'s answer. */
export interface Completion {
  result: 'done' | 'next' | 'problem';
  location?: string;
  problem?: string;
  unknownCredentialId?: string;
  /** The holder's passkeys, after a verified answer. */
  accepted?: { userId: string; credentialIds: string[] };
}

export type CompletionAnswer = HttpAnswer & { body: Completion };
type PasskeyResponse = AuthenticationResponseJSON | RegistrationResponseJSON;

/** The fields that every form and script of a ceremony page sends back. */
export function fieldsOf(page: string): { session: string; kind: string; way: string } {
  const url = new URL(page);
  return {
    session: url.searchParams.get('session') ?? '',
    kind: url.pathname.split('/').at(-1) ?? '',
    way: url.searchParams.get('way') ?? '',
  };
}

/** The page of a ceremony in its other way: with a new passkey, or by e-mail. */
export function withWay(page: string, way: 'new' | 'mail'): string {
  return `${page}&way=${way}`;
}

/** What the device answers to the options of a page. */
export function answerOptions(
  device: SoftwareAuthenticator,
  options: PasskeyOptions,
  deviation: Deviation = {},
): PasskeyResponse {
  if (options.creationOptions) return device.register(options.creationOptions, deviation);
  if (options.requestOptions) return device.assert(options.requestOptions, deviation);
  throw new Error('this page asks for no passkey');
}

/** Posts a device's answer from the page at that address. */
export async function complete(
  browser: CustomerBrowser,
  page: string,
  response: unknown,
): Promise<CompletionAnswer> {
  const { session, kind } = fieldsOf(page);
  const answer = await browser.post('/passkey/complete', { session, kind, response });
  return { ...answer, body: answer.body as Completion };
}

/** Opens the page and does with the device what it asks for. */
export async function usePasskey(
  browser: CustomerBrowser,
  device: SoftwareAuthenticator,
  page: string,
  deviation: Deviation = {},
): Promise<CompletionAnswer> {
  const view = await browser.open(page);
  return complete(browser, page, answerOptions(device, view, deviation));
}

/** A fresh challenge for an open page, as its script asks for after a failed try. */
export async function refreshOptions(
  browser: CustomerBrowser,
  page: string,
): Promise<PasskeyOptions & { result: string }> {
  const answer = await browser.post('/passkey/challenge', fieldsOf(page));
  return answer.body as PasskeyOptions & { result: string };
}

/** The step that a page is at, by what it offers rather than by its words. */
export function stepOf(page: Page): string {
  if (page.creationOptions) return 'enrol';
  if (page.actions.includes('/passkey/code')) return 'enter-code';
  if (page.actions.includes('/passkey/email')) return 'prove-email';
  return page.requestOptions ? 'assert' : 'ended';
}

/** Ids of the passkeys a page accepts. */
export function allowedIds(page: PasskeyOptions): string[] {
  return page.requestOptions?.allowCredentials?.map(({ id }) => id) ?? [];
}

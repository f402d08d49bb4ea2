import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { httpRequest, type HttpAnswer } from '../http-request';

/** What a ceremony page carries for its script; both null where the step needs no passkey. */
export interface PasskeyOptions {
  requestOptions: PublicKeyCredentialRequestOptionsJSON | null;
  creationOptions: PublicKeyCredentialCreationOptionsJSON | null;
}

export interface Page extends HttpAnswer, PasskeyOptions {
  /** Paths of the page's forms. */
  actions: string[];
  /** Targets of the page's links. */
  links: string[];
  /** What a person reads, tags, scripts and messages not shown taken out, on one line. */
  words: string;
}

/** Of each kind the first: a page may hold a button that uses a passkey and one that makes one. */
function optionsOf(html: string): PasskeyOptions {
  const found = attributes(html, /<div[^>]*\bdata-passkey="([^"]*)"/g).flatMap((settings) => {
    const { options } = JSON.parse(settings) as { options: PasskeyOptions | null };
    return options ?? [];
  });
  const first = <Kind extends keyof PasskeyOptions>(kind: Kind): PasskeyOptions[Kind] | null =>
    found.find((options) => options[kind] !== null)?.[kind] ?? null;
  return { requestOptions: first('requestOptions'), creationOptions: first('creationOptions') };
}

function decode(html: string): string {
  return html
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function attributes(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, value = '']) => decode(value));
}

function wordsOf(html: string): string {
  const body = html.replace(/<(script|style|noscript|template)\b[\s\S]*?<\/\1>/g, ' ');
  return decode(body.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
}

function toPage(answer: HttpAnswer): Page {
  const html = answer.text.replace(/<(script|template)\b[\s\S]*?<\/\1>/g, '');
  return {
    ...answer,
    ...optionsOf(answer.text),
    actions: attributes(html, /<form[^>]*\baction="([^"]*)"/g),
    links: attributes(html, /<a[^>]*\bhref="([^"]*)"/g),
    words: wordsOf(answer.text),
  };
}

/**
 * A customer's browser as far as the hosted pages notice: keeps cookies, says where a post comes from,
 * follows nothing. A new one is another device.
 */
export class CustomerBrowser {
  readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  /** GETs a page; `target` is a path or an absolute address. */
  async open(target: string, headers: Record<string, string> = {}): Promise<Page> {
    return toPage(await this.#send('GET', target, headers));
  }

  async head(target: string): Promise<HttpAnswer> {
    return this.#send('HEAD', target, {});
  }

  /** Presses a form's button. */
  press(
    action: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> {
    const body = new URLSearchParams(fields).toString();
    const type = 'application/x-www-form-urlencoded';
    return this.#send('POST', action, this.#postHeaders(type, body, headers), body);
  }

  /** What a page's script posts. */
  async post(
    path: string,
    content: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer & { body: unknown }> {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const all = this.#postHeaders('application/json', body, headers);
    const answer = await this.#send('POST', path, all, body);
    const isJson = answer.headers['content-type']?.includes('json') ?? false;
    return { ...answer, body: isJson ? JSON.parse(answer.text) : {} };
  }

  #postHeaders(type: string, body: string, headers: Record<string, string>) {
    return {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      origin: this.origin,
      ...headers,
    };
  }

  async #send(
    method: string,
    target: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<HttpAnswer> {
    const url = target.startsWith('/') ? `${this.origin}${target}` : target;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await httpRequest(url, {
      method,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

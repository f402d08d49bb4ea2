export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function base64urlOf(bytes: ArrayBuffer | Uint8Array): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws {TypeError | SyntaxError} for what is no JSON in UTF-8 */
export function jsonOf(base64url: string): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));
}

/** SHA-256, base64url, of a text in UTF-8. */
export async function digestOf(text: string): Promise<string> {
  return base64urlOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

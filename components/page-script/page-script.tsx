import { headers } from 'next/headers';
import { cache } from 'react';

const shownOn = cache(() => new Set<string>());

/**
 * A script of ours within the page itself, once however many parts of the page bring it. It runs when all
 * of the page is read. The server leaves it in where it takes the framework's out.
 */
export async function PageScript({ source }: { source: string }) {
  const shown = shownOn();
  if (shown.has(source)) return null;
  shown.add(source);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <script
      type="module"
      data-page-script=""
      nonce={nonce}
      dangerouslySetInnerHTML={{ __html: source }}
    />
  );
}

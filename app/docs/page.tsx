import type { Metadata } from 'next';
import { ApiReference } from '@/components/docs/api-reference';
import { env } from '@/lib/platform/env';
import { SitePage } from '../site-page';

const DOCUMENT = '/v1/openapi.json';

export const metadata: Metadata = { title: 'API reference' };

export default function ReferencePage() {
  return (
    <SitePage isWide>
      <div lang="en">
        <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
          API reference
        </h1>
        <p className="mt-4 max-w-2xl text-lg text-soft">
          Every call of the register, for organisations that use it. New here?{' '}
          <a href="/docs/getting-started" className="text-link">
            Start with the guide
          </a>
          .
        </p>
        <p className="mt-2">
          Base address: <code>{env().ORIGIN}/v1</code>. For tools:{' '}
          <a href={DOCUMENT} className="text-link">
            the OpenAPI document
          </a>
          .
        </p>
        <noscript>
          <p className="mt-6">
            The reference below needs JavaScript. The OpenAPI document holds the same and can be
            read with any tool of yours.
          </p>
        </noscript>
        <ApiReference url={DOCUMENT} />
      </div>
    </SitePage>
  );
}

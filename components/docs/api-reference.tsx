'use client';

import { useEffect, useRef, useState } from 'react';
import 'swagger-ui-dist/swagger-ui.css';
import './api-reference.css';

const nothing = () => () => null;

/** Left out: what would ask for secrets on a page, and the address, which the page says itself. */
const readOnlyPlugin = {
  wrapComponents: {
    authorizeBtn: nothing,
    authorizeOperationBtn: nothing,
    ServersContainer: nothing,
    InfoUrl: nothing,
  },
};

/** Swagger UI goes dark by a class on the root element, not by the browser's own setting. */
function useDarkClass(): void {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
    follow();
    dark.addEventListener('change', follow);
    return () => {
      dark.removeEventListener('change', follow);
      document.documentElement.classList.remove('dark-mode');
    };
  }, []);
}

/** Swagger UI takes itself for the whole page and makes a main landmark of its list. */
function nameLandmark(root: HTMLElement): void {
  const list = root.querySelector('main');
  list?.setAttribute('role', 'region');
  list?.setAttribute('aria-label', 'Operations');
}

type State = 'loading' | 'shown' | 'failed';

/** The reference of the OpenAPI document at `url`, read-only. */
export function ApiReference({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>('loading');
  useDarkClass();

  useEffect(() => {
    const domNode = document.createElement('div');
    place.current?.replaceChildren(domNode);
    import('swagger-ui-dist/swagger-ui-es-bundle.js').then(
      ({ default: SwaggerUI }) =>
        SwaggerUI({
          url,
          domNode,
          deepLinking: true,
          docExpansion: 'list',
          defaultModelsExpandDepth: 0,
          defaultModelExpandDepth: 3,
          supportedSubmitMethods: [],
          validatorUrl: null,
          plugins: [readOnlyPlugin],
          onComplete: () => {
            nameLandmark(domNode);
            setState('shown');
          },
        }),
      () => setState('failed'),
    );
  }, [url]);

  return (
    <>
      <p role="status" className={state === 'shown' ? 'sr-only' : 'mt-6 text-soft'}>
        {state === 'loading' && 'Loading the reference…'}
        {state === 'shown' && 'The reference is shown.'}
        {state === 'failed' && 'The reference could not be loaded. Please reload this page.'}
      </p>
      <div id="reference" data-react="needed" ref={place} />
    </>
  );
}

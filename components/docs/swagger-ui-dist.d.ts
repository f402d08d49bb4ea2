/** What of Swagger UI we use; the package brings no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  import type { ComponentType } from 'react';

  type Wrapped = (original: ComponentType) => ComponentType;

  interface Options {
    url: string;
    domNode: HTMLElement;
    deepLinking: boolean;
    docExpansion: 'list' | 'full' | 'none';
    defaultModelsExpandDepth: number;
    defaultModelExpandDepth: number;
    supportedSubmitMethods: string[];
    validatorUrl: null;
    plugins: { wrapComponents: Record<string, Wrapped> }[];
    onComplete: () => void;
  }

  export default function SwaggerUI(options: Options): void;
}

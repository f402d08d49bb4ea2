import type { paths } from './api-types.js';

/** The JSON body that a call takes: `RequestBody<'/access-records', 'post'>`. */
export type RequestBody<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;

import type { RequestListener, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

export class GentleServer {
  constructor(handle: RequestListener, options?: ServerOptions);
  listen(place: { port: number; host: string | undefined }): Promise<void>;
  awaitHanded(): void;
  take(socket: Socket): void;
  stop(): Promise<void>;
}

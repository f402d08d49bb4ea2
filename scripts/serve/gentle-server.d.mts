import type { RequestListener, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

export class GentleServer {
  constructor(handle: RequestListener, options?: ServerOptions);
  take(socket: Socket): void;
  stop(): Promise<void>;
}

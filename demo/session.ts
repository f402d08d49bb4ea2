import { randomBytes } from 'node:crypto';
import type { Attempt } from './attempt';

const MAX_SESSIONS = 2_000;
const MAX_ATTEMPTS = 100;

export type MeterLookUp = {
  readonly mpxn: string;
  readonly exists: boolean;
  readonly methods: readonly string[];
};

/** What one company remembers of one browser. */
export class Session {
  readonly id = randomBytes(24).toString('base64url');
  lookUp: MeterLookUp | null = null;
  private readonly attempts = new Map<string, Attempt>();

  keep(attempt: Attempt): void {
    this.attempts.set(attempt.started.tokenRef, attempt);
    dropOldest(this.attempts, MAX_ATTEMPTS);
  }

  find(tokenRef: string): Attempt | null {
    return this.attempts.get(tokenRef) ?? null;
  }

  newestFirst(): Attempt[] {
    return [...this.attempts.values()].reverse();
  }
}

/** Sessions of one company, in memory, each behind a cookie that only this company's pages get. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly companyId: string) {}

  /** The session of this browser, or a new one with the `Set-Cookie` value that makes it known. */
  open(cookieHeader: string | undefined): { session: Session; setCookie: string | null } {
    const known = this.sessions.get(readCookie(cookieHeader, this.cookieName()) ?? '');
    if (known) return { session: known, setCookie: null };
    const session = new Session();
    this.sessions.set(session.id, session);
    dropOldest(this.sessions, MAX_SESSIONS);
    const attributes = `Path=/${this.companyId}; HttpOnly; SameSite=Lax`;
    return { session, setCookie: `${this.cookieName()}=${session.id}; ${attributes}` };
  }

  /** Cookies know no ports: the name keeps clear of other servers on this address. */
  private cookieName(): string {
    return `demo-${this.companyId}-session`;
  }
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...rest] = pair.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return null;
}

function dropOldest<Value>(map: Map<string, Value>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}

import {
  dataOf,
  reidentify,
  type Attempt as Started,
  type Method,
  type ProposedAccess,
  type RegisterClient,
  type ReturnOptions,
  type Subject,
} from 'central-access-register-client';
import type { Ending } from './attempt';
import type { MeterLookUp } from './session';

/** How the customer is asked, where they go afterwards, and what they are shown. */
export type Asking = {
  readonly method: Method;
  readonly ending: Ending;
  /** Null of a portal operator, which registers nothing. */
  readonly proposed: ProposedAccess | null;
};

export type ReturnUrls = { readonly passkey: string; readonly mail: string };

const MAX_REDIRECT_URLS = 50;

/** The calls that ask the register who is here: the same for a Data User and a portal operator. */
export class AskingApi {
  private redirectUrlsEnsured: Promise<void> | null = null;

  constructor(
    readonly client: RegisterClient,
    private readonly returnUrls: ReturnUrls,
  ) {}

  async exists(mpxn: string): Promise<MeterLookUp> {
    const found = await dataOf(
      this.client.GET('/identity-records/exists', { params: { query: { mpxn } } }),
    );
    return { mpxn: found.mpxn, exists: found.exists, methods: found['available-methods'] };
  }

  async reidentify(subject: Subject, asking: Asking): Promise<Started> {
    const { method } = asking;
    return reidentify(this.client, subject, { method, ...(await this.askOptions(asking)) });
  }

  protected async askOptions({ method, ending, proposed }: Asking): Promise<ReturnOptions> {
    const shown = proposed === null ? {} : { proposedAccess: proposed };
    if (ending === 'register') return shown;
    await this.ensureRedirectUrls();
    const returnUrl = method === 'magic-link' ? this.returnUrls.mail : this.returnUrls.passkey;
    return { ...shown, returnUrl, bindReturn: ending === 'bound' };
  }

  /** Registers this app's return URLs where they are missing; asks once, again after a failure. */
  async ensureRedirectUrls(): Promise<void> {
    const ensuring = (this.redirectUrlsEnsured ??= this.registerMissingRedirectUrls());
    try {
      await ensuring;
    } catch (error) {
      if (this.redirectUrlsEnsured === ensuring) this.redirectUrlsEnsured = null;
      throw error;
    }
  }

  private async registerMissingRedirectUrls(): Promise<void> {
    const { account } = await dataOf(this.client.GET('/self'));
    const registered = account['redirect-urls'];
    const missing = [this.returnUrls.passkey, this.returnUrls.mail].filter(
      (url) => !registered.includes(url),
    );
    if (missing.length === 0) return;
    const all = [...registered, ...missing].slice(-MAX_REDIRECT_URLS);
    await this.client.PUT('/self/redirect-urls', { body: { 'redirect-urls': all } });
  }
}

import type { AttemptStatus, Challenge, Ending, Method } from './attempt';
import { PENDING } from './attempt';
import {
  findObject,
  findString,
  isJsonObject,
  requireList,
  requireObject,
  requireString,
  UnexpectedAnswerError,
  type JsonObject,
} from './json';
import type { RegisterClient } from './register-client';
import type { MeterLookUp } from './session';

export type ReturnUrls = { readonly passkey: string; readonly mail: string };
export type Way = { readonly ending: Ending; readonly state: string };
export type RecordSummary = { readonly passkeys: number; readonly hasEmail: boolean };

const MAX_REDIRECT_URLS = 50;

/** The calls a Data User makes, named for what it wants. */
export class DataUserApi {
  private redirectUrlsEnsured: Promise<void> | null = null;

  constructor(
    private readonly client: RegisterClient,
    private readonly returnUrls: ReturnUrls,
  ) {}

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

  async createIdentityRecord(
    body: JsonObject,
    enrol: Way | null,
  ): Promise<{ ir: string; challenge: Challenge | null }> {
    const enrolment = enrol
      ? {
          'initiate-passkey-registration': true,
          ...(await this.returnFields('passkey-register', enrol)),
        }
      : {};
    const answer = await this.client.post('/identity-records', { ...body, ...enrolment });
    const redirect = findObject(answer, 'passkey-registration-redirect');
    return {
      ir: requireString(answer, 'ir'),
      challenge: redirect && passkeyChallenge('passkey-register', redirect),
    };
  }

  async findIdentityRecords(mpxn: string): Promise<string[]> {
    const answer = await this.client.get(`/identity-records?mpxn=${encodeURIComponent(mpxn)}`);
    return requireList(answer, 'identity-records')
      .filter(isJsonObject)
      .filter((record) => findString(record, 'anonymised-at') === null)
      .map((record) => requireString(record, 'ir'));
  }

  async readIdentityRecord(ir: string): Promise<RecordSummary> {
    const answer = await this.client.get(`/identity-records/${encodeURIComponent(ir)}`);
    const record = requireObject(answer, 'identity-record');
    return {
      passkeys: requireList(record, 'credentials').length,
      hasEmail: record['has-email'] === true,
    };
  }

  async reidentifyOwn(ir: string, method: Method, way: Way): Promise<Challenge> {
    const path = `/identity-records/${encodeURIComponent(ir)}/re-identify`;
    const fields = await this.returnFields(method, way);
    return readChallenge(method, await this.client.post(path, { method, ...fields }));
  }

  async exists(mpxn: string): Promise<MeterLookUp> {
    const path = `/identity-records/exists?mpxn=${encodeURIComponent(mpxn)}`;
    const answer = await this.client.get(path);
    return {
      mpxn: requireString(answer, 'mpxn'),
      exists: answer['exists'] === true,
      methods: requireList(answer, 'available-methods').map(String),
    };
  }

  async reidentifyByMeter(mpxn: string, method: Method, way: Way): Promise<Challenge> {
    const fields = await this.returnFields(method, way);
    const body = { mpxn, method, ...fields };
    return readChallenge(method, await this.client.post('/identity-records/reidentify', body));
  }

  /** The one confirming call; `returnCode` only where the return was bound to a browser. */
  async readStatus(
    tokenRef: string,
    ir: string | null,
    returnCode: string | null,
  ): Promise<AttemptStatus> {
    const token = encodeURIComponent(tokenRef);
    const path =
      ir === null
        ? `/identity-records/reidentify/${token}`
        : `/identity-records/${encodeURIComponent(ir)}/re-identify/${token}`;
    const query = returnCode === null ? '' : `?return-code=${encodeURIComponent(returnCode)}`;
    const answer = await this.client.get(path + query);
    const status = requireString(answer, 'status');
    if (status === 'pending') return PENDING;
    if (status !== 'confirmed' && status !== 'expired') {
      throw new UnexpectedAnswerError('"status" is not one of the three');
    }
    return {
      status,
      declined: answer['declined'] === true,
      confirmedBy: findString(answer, 'confirmed-by'),
      assurance: findString(answer, 'assurance'),
    };
  }

  async registerAccess(body: JsonObject): Promise<string> {
    const answer = await this.client.post('/access-records', body);
    return requireString(requireObject(answer, 'access-token'), 'key');
  }

  /** The register refuses `bind-return` without a return URL; `state` would have nowhere to go. */
  private async returnFields(method: Method, way: Way): Promise<JsonObject> {
    if (way.ending === 'register') return {};
    await this.ensureRedirectUrls();
    return {
      ...(method === 'magic-link'
        ? { 'redirect-url': this.returnUrls.mail }
        : { 'passkey-return-url': this.returnUrls.passkey }),
      state: way.state,
      ...(way.ending === 'bound' ? { 'bind-return': true } : {}),
    };
  }

  private async registerMissingRedirectUrls(): Promise<void> {
    const account = requireObject(await this.client.get('/self'), 'account');
    const registered = requireList(account, 'redirect-urls').map(String);
    const missing = [this.returnUrls.passkey, this.returnUrls.mail].filter(
      (url) => !registered.includes(url),
    );
    if (missing.length === 0) return;
    const all = [...registered, ...missing].slice(-MAX_REDIRECT_URLS);
    await this.client.put('/self/redirect-urls', { 'redirect-urls': all });
  }
}

function readChallenge(method: Method, answer: JsonObject): Challenge {
  if (method !== 'magic-link') return passkeyChallenge(method, requireObject(answer, 'passkey'));
  const mail = requireObject(answer, 'magic-link');
  return {
    method,
    tokenRef: requireString(mail, 'token-ref'),
    expiresAt: requireString(mail, 'expires-at'),
    pageUrl: null,
    dispatchedTo: requireString(mail, 'dispatched-to'),
  };
}

function passkeyChallenge(method: Method, passkey: JsonObject): Challenge {
  return {
    method,
    tokenRef: requireString(passkey, 'token-ref'),
    expiresAt: requireString(passkey, 'expires-at'),
    pageUrl: requireString(passkey, 'redirect-url'),
    dispatchedTo: null,
  };
}

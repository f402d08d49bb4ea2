import { dataOf, type components } from 'central-access-register-client';
import { AskingApi } from './asking-api';

export type Access = components['schemas']['MeterPointEntry'];

/** The calls a portal operator makes for a customer who confirmed, by their token-ref. */
export class PortalApi extends AskingApi {
  /** Everything in the customer's own time at the address. A token lists once. */
  async listAccesses(mpxn: string, tokenRef: string): Promise<Access[]> {
    const params = { path: { mpxn }, query: { 'reidentification-token': tokenRef } };
    const answer = await dataOf(this.client.GET('/meter-points/{mpxn}/access-records', { params }));
    return answer['access-records'];
  }

  /** Ends a consent; when, as the register noted it. */
  async withdraw(accessKey: string, tokenRef: string): Promise<string> {
    const query = {
      reason: 'customer-request' as const,
      'reidentification-token': tokenRef,
    };
    const params = { path: { ak: accessKey }, query };
    const answer = await dataOf(this.client.DELETE('/access-records/{ak}', { params }));
    return answer['revoked-at'];
  }
}

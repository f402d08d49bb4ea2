import {
  createIdentityRecord,
  dataOf,
  type Attempt as Started,
  type NewIdentityRecord,
  type RequestBody,
} from 'central-access-register-client';
import { AskingApi, type Asking } from './asking-api';

export type RecordSummary = { readonly passkeys: number; readonly hasEmail: boolean };
export type AccessRecordBody = RequestBody<'/access-records', 'post'>;

/** The calls a Data User makes, named for what it wants. */
export class DataUserApi extends AskingApi {
  async createIdentityRecord(
    record: NewIdentityRecord,
    enrolment: Omit<Asking, 'method'> | null,
  ): Promise<{ ir: string; attempt: Started | null }> {
    const enrol =
      enrolment && (await this.askOptions({ method: 'passkey-register', ...enrolment }));
    return createIdentityRecord(this.client, record, enrol);
  }

  async findIdentityRecords(mpxn: string): Promise<string[]> {
    const found = await dataOf(
      this.client.GET('/identity-records', { params: { query: { mpxn } } }),
    );
    return found['identity-records']
      .filter((record) => record['anonymised-at'] === null)
      .map(({ ir }) => ir);
  }

  async readIdentityRecord(ir: string): Promise<RecordSummary> {
    const { 'identity-record': record } = await dataOf(
      this.client.GET('/identity-records/{ir}', { params: { path: { ir } } }),
    );
    return { passkeys: record.credentials.length, hasEmail: record['has-email'] };
  }

  async registerAccess(body: AccessRecordBody): Promise<string> {
    const { 'access-token': token } = await dataOf(this.client.POST('/access-records', { body }));
    return token.key;
  }
}

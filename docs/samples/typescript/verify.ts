// What a Data Provider asks before each release of data. Usage: verify.ts ACCESS_KEY DATA_TYPE
import { createRegisterClient, dataOf, type components } from 'central-access-register-client';

const anyone = createRegisterClient({ origin: process.env.REGISTER ?? '' });

const [ak = '', dataType = ''] = process.argv.slice(2);
// An unknown key is a RegisterError with the status 404: release nothing.
const { 'access-record': record } = await dataOf(
  anyone.GET('/access-records/{ak}', { params: { path: { ak } } }),
);
const { state } = record['access-event'];
const dataTypes = record.processing['data-types'];
if (state !== 'ACTIVE' || !dataTypes.includes(dataType as components['schemas']['DataType'])) {
  throw new Error(`release nothing: ${state}`);
}
console.log(`release ${dataType} to ${record.duid}`);

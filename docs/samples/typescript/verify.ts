// What a Data Provider asks before each release of data. Usage: verify.ts ACCESS_KEY DATA_TYPE
interface Verified {
  'access-record': {
    duid: string;
    processing: { 'data-types': string[] };
    'access-event': { state: string };
  };
}

const [key = '', dataType = ''] = process.argv.slice(2);
const answer = await fetch(`${process.env.REGISTER ?? ''}/v1/access-records/${key}`);
if (answer.status === 404) throw new Error('no such key: release nothing');
if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);

const { 'access-record': record } = (await answer.json()) as Verified;
const { state } = record['access-event'];
if (state !== 'ACTIVE' || !record.processing['data-types'].includes(dataType)) {
  throw new Error(`release nothing: ${state}`);
}
console.log(`release ${dataType} to ${record.duid}`);

export {};

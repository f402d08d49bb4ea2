// What a Data Provider asks before each release. Usage: release.ts ACCESS_KEY DUID MPXN DATA_TYPE FROM TO
import { evaluate, type ReleaseQuestion } from 'central-access-register-client';
import { client } from './client';

const [accessKey = '', duid = '', mpxn = '', dataType = '', from = '', to = ''] =
  process.argv.slice(2);
const dataTypes = [dataType] as ReleaseQuestion['dataTypes'];
const decision = await evaluate(client, { duid, mpxn, accessKey, dataTypes, from, to });
const { isPermitted, decisionId, reason, text } = decision;
// It holds this once: ask again before the next release.
if (!isPermitted) throw new Error(`release nothing: ${reason}. ${text}`);
console.log(`release ${dataType} of ${from} to ${to}, as ${decisionId} permits`);

// Runs beside what is scheduled for an access, until the access ends. Usage: follow-changes.ts ACCESS_KEY AFTER
import { followChanges } from 'central-access-register-client';
import { client } from './client';

const [accessKey = '', after = '0'] = process.argv.slice(2);
for await (const { ak, change, sequence } of followChanges(client, { after: Number(after) })) {
  if (ak !== accessKey) continue;
  // After any other change: ask again before the next release. Keep the number, to go on with it after a restart.
  console.log(`${sequence}: ${change}`);
  if (change === 'ended') break;
}

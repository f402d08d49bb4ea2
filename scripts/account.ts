/** `npm run account`: accounts from the command line. */
import { chooseAccountCommand } from './account-command';
import { withDatabase } from './with-database';

const chosen = chooseAccountCommand(process.argv.slice(2));
if ('refusal' in chosen) {
  console.error(chosen.refusal);
  process.exit(1);
}
if ('help' in chosen) {
  console.log(chosen.help);
  process.exit(0);
}
await withDatabase(async () => {
  await chosen.run();
  return 0;
});

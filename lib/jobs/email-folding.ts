import { foldStoredEmails } from '@/lib/identity-records/fold-stored-emails';
import { log } from '@/lib/platform/log';

/** Brings stored addresses to the look-up of this version, beside the register's other work. */
export function startEmailFolding(): () => Promise<void> {
  let isStopped = false;
  const work = foldStoredEmails(() => isStopped).then(
    (made) => {
      if (made > 0) log().info({ made }, 'stored addresses are looked up whatever their case');
    },
    // The next start goes on; until then these records are found by their exact address.
    (error: unknown) => log().error({ err: error, task: 'email folding' }, 'task failed'),
  );
  return async () => {
    isStopped = true;
    await work;
  };
}

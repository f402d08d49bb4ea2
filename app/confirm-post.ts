import type { FlashMessage } from '@/lib/consoles/dto';
import { consoleAction, type ConsoleCall } from '@/lib/http/console-action';
import { fillIn, stepOf, type ConfirmPath, type ParamsOf } from './confirm-steps';

type ConfirmedCall<Path extends ConfirmPath> = Omit<ConsoleCall, 'params'> & {
  params: ParamsOf<Path>;
};

/**
 * The post of a page that asks once more, for its `confirm/route.ts` to export: takes the step, and leaves
 * what `run` answers for the page that it leads to. What is wrong with the form is told on the page that asks.
 */
export function confirmPost<Path extends ConfirmPath>(
  path: Path,
  run: (call: ConfirmedCall<Path>) => Promise<FlashMessage>,
) {
  const { realm, roles, needsRecentProof, up, done = up.href } = stepOf(path);
  return consoleAction({
    realm,
    path: `${path}/confirm`,
    roles,
    needsRecentProof,
    page: (params) => fillIn(path, params),
    run: async (call) => ({
      to: fillIn(done, call.params),
      // The router fills in every id that the folder of this route is named for.
      flash: await run({ ...call, params: call.params as ParamsOf<Path> }),
    }),
  });
}

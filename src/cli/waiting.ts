import {
  type ChangeOptions,
  GatewayError,
  type ModelState,
  type ModelVersionStatus,
} from '../client/index.js';
import { type Context, WaitedInVain } from './command.js';
import { shortName } from './model-target.js';
import { colourOf } from './status-colour.js';

/**
 * Follows a model to the end of its change, and tells each status on the way. The last one is data.
 * @param to - where the change ends
 * @throws WaitedInVain if the model ends elsewhere; GatewayError if the change was refused
 */
export async function waitFor(
  { terminal, signal }: Context,
  to: ModelVersionStatus,
  change: (options: ChangeOptions) => Promise<ModelState>,
): Promise<void> {
  try {
    const { arn, status } = await change({
      signal,
      onProgress(now) {
        if (now.status !== to) terminal.note(`${shortName(now.arn)} is ${now.status ?? 'gone'}`);
      },
      onRetry: (error, waitMs) =>
        terminal.note(`${error.message} Trying again in ${Math.ceil(waitMs / 1_000)} s.`),
    });
    const shown = terminal.paint(colourOf(status), status ?? 'gone');
    terminal.data(terminal.isJson ? JSON.stringify({ arn, status }) : `${shortName(arn)} is ${shown}`);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'MODEL_FAILED') throw new WaitedInVain(error.message);
    throw error;
  }
}

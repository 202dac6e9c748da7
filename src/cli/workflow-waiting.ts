import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowStateDocument, type WorkflowStateQuery } from '../client/index.js';
import { type Context, WaitedInVain } from './command.js';

type Result = NonNullable<WorkflowStateQuery['node']>['result'];

const EVERY_MS = 1_000;

/**
 * Follows a workflow to its end, and tells each step on the way. Returns what came of it.
 * @throws WaitedInVain if it ends otherwise than by success
 */
export async function waitForWorkflow(context: Context, id: string): Promise<Result> {
  const { client, terminal, signal } = context;
  const told = new Set<string>();
  for (;;) {
    const { node } = await client.query(WorkflowStateDocument, { id }, { signal });
    if (!node) throw new WaitedInVain(`The workflow ${id} is gone.`);
    for (const { name, state, message } of node.steps) {
      const line = `${name}: ${state}${message ? ` (${message})` : ''}`;
      if (state !== 'PENDING' && !told.has(line)) terminal.note(line);
      told.add(line);
    }
    if (node.state === 'SUCCEEDED') return node.result;
    if (node.state === 'FAILED' || node.state === 'CANCELLED')
      throw new WaitedInVain(
        `The promotion is ${node.state}${node.failure ? `: ${node.failure.message}` : '.'}`,
      );
    await pause(EVERY_MS, undefined, { signal });
  }
}

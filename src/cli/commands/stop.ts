import { type ListedProject, StopModelDocument } from '../../client/index.js';
import { type Command, type Context, UsageError } from '../command.js';
import { modelOf, shortName } from '../model-target.js';
import { waitFor } from '../waiting.js';

export const stop: Command = {
  name: 'stop',
  summary: 'stops a model, or all that run or start',
  usage: 'project/version [--wait] | --all [--yes]',
  example: 'custom-labels stop circuit-boards/v1 --wait',
  options: { wait: { type: 'boolean' }, all: { type: 'boolean' }, yes: { type: 'boolean' } },
  targets: [0, 1],
  async run(context) {
    const [target] = context.targets;
    if ((target !== undefined) === (context.options.all === true))
      throw new UsageError('Expected a model (project/version) or --all, one of the two.');
    const arns = target === undefined ? await allThatRun(context) : [(await modelOf(context, target)).arn];
    if (target === undefined && !(await isConfirmed(context, arns))) return;
    await stopEach(context, arns);
  },
};

/** @throws what the first stop that failed did, when all were tried */
async function stopEach(context: Context, arns: readonly string[]): Promise<void> {
  const failures: unknown[] = [];
  for (const arn of arns) await stopOne(context, arn).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function stopOne(context: Context, arn: string): Promise<void> {
  const { client, terminal, signal, options } = context;
  if (options.wait === true) return waitFor(context, 'STOPPED', (change) => client.stopModel(arn, change));
  const { stopModelVersion } = await client.mutate(StopModelDocument, { modelVersionArn: arn }, { signal });
  const status = stopModelVersion.modelVersion?.status ?? 'STOPPING';
  terminal.data(terminal.isJson ? JSON.stringify({ arn, status }) : `${shortName(arn)} is ${status}`);
}

/** Also what starts: it would run when everybody believes that all has stopped. */
async function allThatRun({ client, signal }: Context): Promise<string[]> {
  const withSome: ListedProject[] = [];
  for await (const project of client.listProjects({}, { signal }))
    if (project.running.totalCount + project.starting.totalCount > 0) withSome.push(project);
  const arns: string[] = [];
  for (const { arn } of withSome)
    for await (const model of client.listModels(arn, { statuses: ['RUNNING', 'STARTING'] }, { signal }))
      arns.push(model.arn);
  return arns;
}

/** @throws UsageError where nobody can be asked and `--yes` is not given */
async function isConfirmed({ terminal, options }: Context, arns: readonly string[]): Promise<boolean> {
  if (arns.length === 0) {
    terminal.note('Nothing runs.');
    return false;
  }
  if (options.yes === true) return true;
  const names = arns.map(shortName).join(', ');
  const answer = await terminal.confirm(
    `Stop ${arns.length === 1 ? names : `${arns.length} models (${names})`}?`,
  );
  if (answer === null)
    throw new UsageError(`This would stop ${names}. Without a terminal to ask on it needs --yes.`);
  if (!answer) terminal.note('Nothing was stopped.');
  return answer;
}

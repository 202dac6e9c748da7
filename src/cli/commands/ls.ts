import type { ListedModel, ListedProject } from '../../client/index.js';
import { type Command, type Context, UsageError } from '../command.js';
import { projectsOf } from '../model-target.js';
import { moneyText } from '../money-text.js';
import { colourOf } from '../status-colour.js';
import { toTable } from '../table.js';

export const ls: Command = {
  name: 'ls',
  summary: 'lists projects, or the models of a project: status, units, since when, cost an hour, F1',
  usage: '[project]',
  example: 'custom-labels ls circuit-boards',
  options: {},
  targets: [0, 1],
  async run(context) {
    const [project] = context.targets;
    if (project === undefined) return listProjects(context);
    if (project.includes('/') && !project.startsWith('arn:'))
      throw new UsageError(`"${project}" names no project. Expected a project's name.`);
    return listModels(context, project);
  },
};

async function listProjects({ client, terminal, signal }: Context): Promise<void> {
  const projects = await collected(client.listProjects({}, { signal }));
  if (terminal.isJson) return terminal.data(JSON.stringify(projects));
  const rows = projects.map((it) => [
    it.name,
    it.accountId,
    it.region,
    it.status,
    String(it.modelVersions.totalCount),
    String(it.running.totalCount),
  ]);
  for (const line of toTable(['PROJECT', 'ACCOUNT', 'REGION', 'STATUS', 'MODELS', 'RUNNING'], rows))
    terminal.data(line);
}

async function listModels(context: Context, name: string): Promise<void> {
  const { client, terminal, signal } = context;
  const models: { project: ListedProject; model: ListedModel }[] = [];
  for (const project of await projectsOf(context, name))
    for await (const model of client.listModels(project.arn, {}, { signal })) models.push({ project, model });
  if (terminal.isJson) return terminal.data(JSON.stringify(models.map(({ model }) => model)));
  const rows = models.map(({ model }) => [
    model.name,
    model.status,
    unitsOf(model),
    sinceOf(model),
    moneyText(model.hourlyCost),
    f1Of(model),
  ]);
  const [heading = '', ...lines] = toTable(
    ['MODEL', 'STATUS', 'UNITS', 'RUNNING SINCE', 'COST/H', 'F1'],
    rows,
  );
  terminal.data(heading);
  lines.forEach((line, index) => {
    const { status } = models[index]?.model ?? {};
    terminal.data(status ? line.replace(` ${status}`, ` ${terminal.paint(colourOf(status), status)}`) : line);
  });
}

function unitsOf({ status, minInferenceUnits: min, maxInferenceUnits: max }: ListedModel): string {
  if (!['STARTING', 'RUNNING'].includes(status) || min == null) return '';
  return max == null || max === min ? String(min) : `${min}-${max}`;
}

/** To the minute, UTC. A model that ran already when the gateway first saw it may have run for longer. */
function sinceOf({ runningSince, isRunningSinceExact }: ListedModel): string {
  if (runningSince == null) return '';
  const minute = `${runningSince.slice(0, 16)}Z`;
  return isRunningSinceExact === false ? `before ${minute}` : minute;
}

function f1Of({ evaluationResult }: ListedModel): string {
  return evaluationResult?.f1Score == null ? '' : evaluationResult.f1Score.toFixed(3);
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

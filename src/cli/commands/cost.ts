import {
  SpendDocument,
  type SpendGroup,
  type SpendQuery,
  type SpendQueryVariables,
} from '../../client/index.js';
import { type Command, type Context, UsageError } from '../command.js';
import { shortName } from '../model-target.js';
import { moneyText } from '../money-text.js';
import { toTable } from '../table.js';

type Page = SpendQuery['spend'];
type Spent = Page['nodes'][number];

const GROUPS = { project: 'PROJECT', version: 'MODEL_VERSION', day: 'DAY' } as const;

export const cost: Command = {
  name: 'cost',
  summary: 'tells what models used and what that costs, since the first of the month unless given',
  usage: '[--since 2026-11-01] [--by project|version|day]',
  example: 'custom-labels cost --by version',
  options: { since: { type: 'string' }, by: { type: 'string' } },
  targets: [0, 0],
  async run(context) {
    const { terminal, options } = context;
    const from = sinceOf(options.since, new Date());
    const by = groupOf(options.by);
    const { total, nodes } = await read(context, from, GROUPS[by]);
    if (terminal.isJson) return terminal.data(JSON.stringify({ from, total, nodes }));
    const rows = [...nodes.map((it) => toRow(nameOf(it), it.usage)), toRow('total', total)];
    const heading = [by.toUpperCase(), 'HOURS', 'UNIT HOURS', 'TRAINING HOURS', 'COST', 'KNOWN'];
    for (const line of toTable(heading, rows)) terminal.data(line);
    terminal.note('An estimate at the configured prices, no invoice.');
    if (!total.isCostComplete) terminal.note('Some of it lies in regions without a price.');
  },
};

/** All groups, page after page. */
async function read({ client, signal }: Context, from: string, groupBy: SpendGroup) {
  const nodes: Spent[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: SpendQueryVariables = { from, groupBy, first: 100, after };
    const { spend }: SpendQuery = await client.query(SpendDocument, variables, { signal });
    nodes.push(...spend.nodes);
    after = spend.pageInfo.hasNextPage ? spend.pageInfo.endCursor : null;
    if (after === null) return { total: spend.total, nodes };
  }
}

/** A day, or a moment, as an instant; the first of the month where nothing is given. @throws UsageError */
function sinceOf(given: unknown, now: Date): string {
  if (typeof given !== 'string') return `${now.toISOString().slice(0, 7)}-01T00:00:00.000Z`;
  const at = /^\d{4}-\d\d-\d\d/.test(given) ? new Date(given) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new UsageError(`--since is "${given}". Expected a day like 2026-11-01.`);
  return at.toISOString();
}

function groupOf(given: unknown): keyof typeof GROUPS {
  if (given === undefined) return 'project';
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
  const group = names.find((it) => it === given);
  if (group) return group;
  throw new UsageError(`--by is "${String(given)}". Expected ${names.join(', ')}.`);
}

/** Also of what is deleted by now: its ARN is what is left. */
function nameOf({ day, modelVersionArn, projectArn }: Spent): string {
  if (day) return day.slice(0, 10);
  if (modelVersionArn) return shortName(modelVersionArn);
  return projectArn?.split('/')[1] ?? '';
}

const KNOWN: Readonly<Record<string, string>> = { AT_LEAST: 'at least' };

function toRow(name: string, it: Spent['usage']): string[] {
  const hours = [it.runningHours, it.inferenceUnitHours, it.trainingHours].map((value) => value.toFixed(2));
  return [name, ...hours, moneyText(it.cost), KNOWN[it.basis] ?? it.basis.toLowerCase()];
}

import { PromoteModelDocument, type PromoteModelMutation } from '../../client/index.js';
import { type Command, type Context, UsageError } from '../command.js';
import { modelOf, shortName } from '../model-target.js';
import { outputOf, type Place, placeOf } from '../promotion-output.js';
import { toTable } from '../table.js';
import { waitForWorkflow } from '../workflow-waiting.js';

type Payload = PromoteModelMutation['promoteModelVersion'];

export const promote: Command = {
  name: 'promote',
  summary: 'copies a model to where it is used, also in another account, and names the copy',
  usage:
    'project/version --to [account/]project --as name [--alias champion]\n      [--output bucket/prefix] [--dry-run] [--wait]',
  example: 'custom-labels promote circuit-boards/v4 --to circuit-boards-staging --as from-v4-2 --dry-run',
  options: {
    to: { type: 'string' },
    as: { type: 'string' },
    alias: { type: 'string' },
    output: { type: 'string' },
    'dry-run': { type: 'boolean' },
    wait: { type: 'boolean' },
  },
  targets: [1, 1],
  async run(context) {
    const { client, terminal, signal, options, targets } = context;
    if (typeof options.as !== 'string') throw new UsageError('Expected --as, the name of the copy.');
    const { arn: modelVersionArn } = await modelOf(context, targets[0] ?? '');
    const place = placeOf(modelVersionArn, options.to);
    const input = {
      modelVersionArn,
      destinationAccountId: place.accountId,
      destinationProjectName: place.project,
      versionName: options.as,
      outputConfig: await outputOf(context, modelVersionArn, place, options.output),
      dryRun: options['dry-run'] === true,
      ...(typeof options.alias === 'string' && { aliasName: options.alias }),
    };
    const { promoteModelVersion } = await client.mutate(PromoteModelDocument, { input }, { signal });
    for (const { message } of promoteModelVersion.warnings) terminal.note(message);
    if (input.dryRun) tellPlan(context, promoteModelVersion);
    else await tellBegun(context, promoteModelVersion, place);
  },
};

function tellPlan({ terminal }: Context, { plan }: Payload): void {
  const calls = plan?.calls ?? [];
  const rows = calls.map((it) => [it.operation, it.accountId, it.region, it.arn ?? '']);
  const lines = terminal.isJson
    ? [JSON.stringify(calls)]
    : toTable(['CALL', 'ACCOUNT', 'REGION', 'OF'], rows);
  for (const line of lines) terminal.data(line);
  terminal.note('Nothing was done. Without --dry-run it is.');
}

async function tellBegun(context: Context, { workflow }: Payload, place: Place): Promise<void> {
  const { terminal, options } = context;
  if (!workflow) throw new Error('The gateway answered no workflow, and no reason for it.');
  if (options.wait !== true) {
    terminal.data(terminal.isJson ? JSON.stringify(workflow) : `The promotion is ${workflow.state}`);
    return terminal.note(`Follow it with: custom-labels watch ${place.project}`);
  }
  const result = await waitForWorkflow(context, workflow.id);
  if (terminal.isJson) return terminal.data(JSON.stringify(result));
  terminal.data(result ? `${shortName(result.arn)} is ${result.status}` : 'The promotion is SUCCEEDED');
  if (result) terminal.note(`Start it with: custom-labels start ${shortName(result.arn)}`);
}

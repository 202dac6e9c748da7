import { PlannedStopDocument, type PlannedStopQuery, StartModelDocument } from '../../client/index.js';
import { type Command, type Context, UsageError } from '../command.js';
import { durationOf, shortDuration } from '../duration.js';
import { modelOf, shortName } from '../model-target.js';
import { waitFor } from '../waiting.js';

export const start: Command = {
  name: 'start',
  summary: 'starts a model: it is billed for each unit until it is stopped, by you or after --for',
  usage: 'project/version [--units 1] [--max-units 3] [--for 2h] [--wait]',
  example: 'custom-labels start circuit-boards/v1 --for 2h --wait',
  options: {
    units: { type: 'string' },
    'max-units': { type: 'string' },
    for: { type: 'string' },
    wait: { type: 'boolean' },
  },
  targets: [1, 1],
  async run(context) {
    const { client, terminal, signal, options, targets } = context;
    const minInferenceUnits = unitsOf('units', options.units) ?? 1;
    const maxInferenceUnits = unitsOf('max-units', options['max-units']);
    const stopAfter = typeof options.for === 'string' ? durationOf('for', options.for) : undefined;
    const { arn } = await modelOf(context, targets[0] ?? '');
    const input = {
      minInferenceUnits,
      ...(maxInferenceUnits !== undefined && { maxInferenceUnits }),
      ...(stopAfter !== undefined && { stopAfter }),
    };
    const onWarning = ({ message }: { readonly message: string }) => terminal.note(message);
    if (options.wait === true) {
      await waitFor(context, 'RUNNING', (change) =>
        client.startModel(arn, { ...input, ...change, onWarning }),
      );
      // It runs, whatever becomes of this question.
      const asked = await client.query(PlannedStopDocument, { arn }, { signal }).catch(() => null);
      tellStop(context, asked?.modelVersion ?? null);
    } else {
      const { startModelVersion } = await client.mutate(
        StartModelDocument,
        { modelVersionArn: arn, ...input },
        { signal },
      );
      startModelVersion.warnings.forEach(onWarning);
      tellStarted(context, startModelVersion.modelVersion?.status ?? 'STARTING', arn);
      tellStop(context, startModelVersion.modelVersion);
    }
    terminal.note(`Stop it with: custom-labels stop ${shortName(arn)}`);
  },
};

function tellStarted({ terminal }: Context, status: string, arn: string): void {
  terminal.data(terminal.isJson ? JSON.stringify({ arn, status }) : `${shortName(arn)} is ${status}`);
}

/** Also without --for: the gateway may have a stop of its own for each start. */
function tellStop({ terminal }: Context, version: PlannedStopQuery['modelVersion']): void {
  const { after, at } = version?.plannedStop ?? {};
  if (at) terminal.note(`The gateway stops it at ${at.slice(0, 16)}Z.`);
  else if (after) terminal.note(`The gateway stops it ${shortDuration(after)} after it has begun to run.`);
}

/** @throws UsageError unless it is a whole number from 1 on, or left out */
function unitsOf(name: string, given: unknown): number | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw new UsageError(`--${name} is "${String(given)}". Expected a whole number, 1 or more.`);
}

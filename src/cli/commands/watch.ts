import type { ChangedEvent, CurrentEvent, StatusEvent } from '../../client/index.js';
import type { Command, Context } from '../command.js';
import { modelOf, projectsOf, shortName } from '../model-target.js';
import { colourOf } from '../status-colour.js';
import type { Terminal } from '../terminal.js';

export const watch: Command = {
  name: 'watch',
  summary: 'tells each change of status, a line each, until it is interrupted',
  usage: '[project[/version]]',
  example: 'custom-labels watch circuit-boards/v1',
  options: {},
  targets: [0, 1],
  async run(context) {
    const { client, terminal, signal } = context;
    const filter = await filterOf(context);
    terminal.note('Watching. Interrupt to end.');
    const onRetry = (error: Error, waitMs: number) =>
      terminal.note(`${error.message} Trying again in ${Math.ceil(waitMs / 1_000)} s.`);
    for await (const event of client.watchStatus({ ...filter, signal, onRetry })) tell(terminal, event);
  },
};

async function filterOf(context: Context): Promise<{ projectArns?: string[]; modelVersionArns?: string[] }> {
  const [target] = context.targets;
  if (target === undefined) return {};
  if (isModel(target)) return { modelVersionArns: [(await modelOf(context, target)).arn] };
  return { projectArns: (await projectsOf(context, target)).map(({ arn }) => arn) };
}

/** A project's ARN has slashes, too: `arn:…:project/<project>/<number>`. */
function isModel(target: string): boolean {
  const parts = target.split('/').length;
  return target.startsWith('arn:') ? parts > 3 : parts > 1;
}

function tell(terminal: Terminal, event: StatusEvent): void {
  if (terminal.isJson) terminal.data(JSON.stringify(event));
  else if (event.kind === 'GAP') terminal.note('Some changes were lost: list the models again.');
  else tellChange(terminal, event);
}

function tellChange(terminal: Terminal, event: ChangedEvent | CurrentEvent): void {
  const { observedAt, modelVersionArn, previousStatus, status } = event;
  const now = terminal.paint(colourOf(status ?? null), status ?? 'gone');
  const name = shortName(modelVersionArn);
  terminal.data(`${observedAt}  ${name}  ${previousStatus ? `${previousStatus} → ` : ''}${now}`);
}

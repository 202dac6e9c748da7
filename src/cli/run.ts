import { parseArgs } from 'node:util';
import { createClient, GatewayError } from '../client/index.js';
import { type Command, type Options, UsageError, WaitedInVain } from './command.js';
import { COMMANDS } from './commands/commands.js';
import { helpOf } from './help.js';
import { createTerminal, type Streams, type Terminal } from './terminal.js';

const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3, inVain: 4 } as const;

/** A person waits for the answer of a gateway that is not there. */
const RETRY_MS = 3_000;

const COMMON: Options = {
  url: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** The streams, environment variables and abort signal of one run of the command line. */
export interface RunEnvironment extends Streams {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Runs one command. Returns the exit code; never throws. */
export async function run(args: readonly string[], environment: RunEnvironment): Promise<number> {
  const terminal = createTerminal(environment, args.includes('--json'), environment.env.NO_COLOR);
  try {
    return await attempt(args, environment, terminal);
  } catch (error) {
    if (environment.signal.aborted) return EXIT.done;
    return explain(error, terminal);
  }
}

async function attempt(
  args: readonly string[],
  { env, signal }: RunEnvironment,
  terminal: Terminal,
): Promise<number> {
  const [name = '', ...rest] = args;
  const command = COMMANDS.find((it) => it.name === name);
  if (!command) return withoutCommand(args, terminal);
  const { values, positionals } = parsed(command, rest);
  if (values.help === true) {
    terminal.data(helpOf(command));
    return EXIT.done;
  }
  checkCount(command, positionals);
  const token = textOf(values.token) ?? env.GATEWAY_TOKEN;
  const url = textOf(values.url) ?? env.GATEWAY_URL ?? 'http://127.0.0.1:4000';
  const client = createClient({ url, retryForMs: RETRY_MS, ...(token ? { token } : {}) });
  await command.run({ client, terminal, targets: positionals, options: values, signal });
  return EXIT.done;
}

function withoutCommand(args: readonly string[], terminal: Terminal): number {
  if (args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    terminal.data(helpOf());
    return EXIT.done;
  }
  const names = COMMANDS.map(({ name }) => name).join(', ');
  throw new UsageError(`There is no command "${args[0]}". Expected one of ${names}; --help shows all.`);
}

/** @throws UsageError */
function parsed(command: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { ...COMMON, ...command.options }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See: custom-labels ${command.name} --help`);
  }
}

function checkCount({ name, usage, targets: [least, most] }: Command, given: readonly string[]): void {
  if (given.length >= least && given.length <= most) return;
  throw new UsageError(`Expected: custom-labels ${name} ${usage}`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function explain(error: unknown, terminal: Terminal): number {
  const { code, words } = outcomeOf(error);
  terminal.note(terminal.paint('red', words));
  return code;
}

function outcomeOf(error: unknown): { code: number; words: string } {
  if (error instanceof UsageError) return { code: EXIT.usage, words: error.message };
  if (error instanceof WaitedInVain) return { code: EXIT.inVain, words: error.message };
  if (!(error instanceof GatewayError))
    return { code: EXIT.refused, words: error instanceof Error ? error.message : String(error) };
  if (error.code === 'NETWORK_ERROR')
    return { code: EXIT.unreachable, words: `The gateway was not reached: ${error.message}` };
  const id = error.requestId ? ` (request ${error.requestId})` : '';
  return { code: EXIT.refused, words: `${error.code}: ${error.message}${id}` };
}

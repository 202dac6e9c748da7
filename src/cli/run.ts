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
    return await attempt(withHelpBehind(args), environment, terminal);
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
  const at = commandIndex(args);
  const command = COMMANDS.find((it) => it.name === args[at]);
  if (!command) return withoutCommand(args, args[at], terminal);
  const { values, positionals } = parsed(command, args.toSpliced(at, 1));
  if (values.help === true) {
    terminal.data(helpOf(command));
    return EXIT.done;
  }
  checkCount(command, positionals);
  const token = textOf(values.token) ?? env.GATEWAY_TOKEN;
  const url = textOf(values.url) ?? env.GATEWAY_URL ?? 'http://127.0.0.1:4000';
  const client = createClient({ url, retryForMs: RETRY_MS, ...(token ? { token } : {}) });
  try {
    await command.run({ client, terminal, targets: positionals, options: values, signal });
  } catch (error) {
    throw isUnreached(error) ? new Unreached(`${error.message} ${askedAt(url)}`) : error;
  }
  return EXIT.done;
}

/** No gateway answered at the address that the message names. */
class Unreached extends Error {}

function isUnreached(error: unknown): error is GatewayError {
  return error instanceof GatewayError && error.code === 'NETWORK_ERROR';
}

/** The address as it was asked, without the credentials that one may have put into it. */
function askedAt(url: string): string {
  const { origin, pathname } = new URL(url);
  return `Its address is ${origin}${pathname}; --url or GATEWAY_URL names another.`;
}

/** Where the command stands: options may stand before it, with their values. */
function commandIndex(args: readonly string[]): number {
  const options = Object.assign({}, COMMON, ...COMMANDS.map((it) => it.options)) as Options;
  const { tokens } = parseArgs({
    ...{ args: [...args], options, strict: false },
    ...{ allowPositionals: true, tokens: true },
  });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? args.length;
}

/** `help start` is `start --help`. */
function withHelpBehind(args: readonly string[]): readonly string[] {
  const at = commandIndex(args);
  return args[at] === 'help' ? [...args.toSpliced(at, 1), '--help'] : args;
}

function withoutCommand(args: readonly string[], name: string | undefined, terminal: Terminal): number {
  const isHelp = args.length === 0 || args.includes('--help') || args.includes('-h');
  if (isHelp && name === undefined) {
    terminal.data(helpOf());
    return EXIT.done;
  }
  const names = COMMANDS.map((it) => it.name).join(', ');
  const given = name === undefined ? 'There is no command' : `There is no command "${name}"`;
  throw new UsageError(`${given}. Expected one of ${names}; --help shows all.`);
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
  if (error instanceof Unreached) return { code: EXIT.unreachable, words: error.message };
  if (!(error instanceof GatewayError))
    return { code: EXIT.refused, words: error instanceof Error ? error.message : String(error) };
  const id = error.requestId ? ` (request ${error.requestId})` : '';
  return { code: EXIT.refused, words: `${error.code}: ${error.message}${id}` };
}

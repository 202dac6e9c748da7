import type { ParseArgsConfig } from 'node:util';
import type { Client } from '../client/index.js';
import type { Terminal } from './terminal.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command works with. */
export interface Context {
  readonly client: Client;
  readonly terminal: Terminal;
  /** What stood behind the command, in order. */
  readonly targets: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Ends what is waited for when the user interrupts. */
  readonly signal: AbortSignal;
}

/** A command is data: help, checks and tests follow from it. */
export interface Command {
  readonly name: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** What stands behind its name, as help shows it. */
  readonly usage: string;
  readonly example: string;
  readonly options: Options;
  /** Fewest and most targets. */
  readonly targets: readonly [least: number, most: number];
  run(context: Context): Promise<void>;
}

/** The user wrote something that no command takes. The message says what was given and what was expected. */
export class UsageError extends Error {}

/** What was waited for did not come. */
export class WaitedInVain extends Error {}

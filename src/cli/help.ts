import type { Command } from './command.js';
import { COMMANDS } from './commands/commands.js';

const COMMON = `Options of every command, before it or behind it:
  --url URL      where the gateway is; default GATEWAY_URL, then http://127.0.0.1:4000
  --token TOKEN  an API key or JWT; default GATEWAY_TOKEN, which a list of processes does not show
  --json         JSON on stdout, for programs
  --help         this, or the help of a command

Data goes to stdout, words to stderr. NO_COLOR switches colours off.
Exit codes: 0 done; 1 refused or failed, also where nothing has the name; 2 wrong usage: write the
command otherwise; 3 gateway not reached; 4 waited in vain.`;

/** The help of one command, or of all. */
export function helpOf(command?: Command): string {
  if (command)
    return `custom-labels ${command.name} ${command.usage}\n\n  ${command.summary}\n\nExample:\n  ${command.example}\n\n${COMMON}`;
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}`);
  const examples = COMMANDS.map(({ example }) => `  ${example}`);
  return `Models of Amazon Rekognition Custom Labels, through the Custom Labels Gateway.

Usage: custom-labels <command> [options]

${lines.join('\n')}

Examples:
${examples.join('\n')}

${COMMON}`;
}

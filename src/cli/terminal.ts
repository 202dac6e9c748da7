import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { printable } from './printable.js';

export type Colour = 'red' | 'green' | 'yellow' | 'gray' | 'bold';

/** Where output goes: data to one stream, words to the other. Nothing in them makes a terminal act. */
export interface Terminal {
  /** For programs: what is told is JSON, one value a line. */
  readonly isJson: boolean;
  /** A line of data. */
  data(line: string): void;
  /** A line for the waiting user. */
  note(line: string): void;
  /** Text in a colour, where the data goes to a terminal that wants colours. */
  paint(colour: Colour, text: string): string;
  /** Whether the person agrees; null where there is no terminal to ask on. */
  confirm(question: string): Promise<boolean | null>;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** @param noColor - the variable NO_COLOR: any text but the empty one switches colours off (no-color.org) */
export function createTerminal(
  { stdin, stdout, stderr }: Streams,
  isJson: boolean,
  noColor: string | undefined,
): Terminal {
  const hasColours = stdout.isTTY === true && !isJson && !noColor;
  return {
    isJson,
    data: (line) => void stdout.write(`${printable(line, hasColours)}\n`),
    note: (line) => void stderr.write(`${printable(line, hasColours)}\n`),
    paint: (colour, text) =>
      hasColours ? styleText(colour, printable(text, false), { validateStream: false }) : text,
    async confirm(question) {
      if (stdin.isTTY !== true || stderr.isTTY !== true) return null;
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return /^y(es)?$/i.test((await lines.question(`${printable(question, hasColours)} [y/N] `)).trim());
      } finally {
        lines.close();
      }
    },
  };
}

import { PassThrough } from 'node:stream';
import { run } from '../../../src/cli/run.js';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Asked {
  /** What a person on a terminal answers; without it there is no terminal. */
  readonly answer?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Hears what is printed as it comes. */
  readonly onOut?: (text: string) => void;
}

/** Runs the command line in this process, against the gateway at `url`. */
export async function customLabels(
  url: string,
  args: readonly string[],
  asked: Asked = {},
): Promise<Outcome> {
  const isTTY = asked.answer !== undefined;
  const stream = () => Object.assign(new PassThrough(), { isTTY });
  const [stdin, stdout, stderr] = [stream(), stream(), stream()];
  const text = { out: '', err: '' };
  stdout.on('data', (chunk) => {
    text.out += chunk;
    asked.onOut?.(text.out);
  });
  stderr.on('data', (chunk) => {
    text.err += chunk;
    if (String(chunk).includes('[y/N]')) stdin.write(`${asked.answer}\n`);
  });
  const env = { GATEWAY_URL: url, NO_COLOR: '1', ...asked.env };
  const signal = asked.signal ?? new AbortController().signal;
  const code = await run(args, { env, stdin, stdout, stderr, signal });
  return { code, ...text };
}

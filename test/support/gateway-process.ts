import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { compile } from './compile.js';
import { type Control, controlOf } from './emulator.js';

const ROOT = resolve(__dirname, '../..');

export interface GatewayProcess {
  readonly url: string;
  /** Of the embedded emulator. */
  readonly control: Control;
  readonly child: ChildProcess;
  /** Exit code and signal. */
  readonly exit: Promise<[code: number | null, signal: string | null]>;
}

/** The gateway as a program, compiled anew. Remove it afterwards. */
export function buildGateway() {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  compile('.', join(folder, 'dist'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const children: ChildProcess[] = [];

  /** Starts it on free ports, with these settings and no others. */
  async function start(settings: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
    const env = {
      NODE_PATH: join(ROOT, 'node_modules'),
      ...{ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' },
      ...settings,
    };
    const main = join(folder, 'dist/main.js');
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
    let url = '';
    for await (const line of createInterface({ input: child.stdout })) {
      url = /GraphQL endpoint +(http:\S+)\/graphql/.exec(line)?.[1] ?? url;
      const emulatorUrl = /AWS is emulated at (http:\S+):/.exec(line)?.[1];
      if (emulatorUrl === undefined) continue;
      child.stdout.resume(); // nobody reads on, but it must not fill the pipe
      return { url, control: controlOf(emulatorUrl), child, exit };
    }
    throw new Error(`The gateway ended with ${await exit}.`);
  }

  return {
    start,
    remove(): void {
      for (const child of children) child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}

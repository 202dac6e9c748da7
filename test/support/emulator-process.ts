import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildEmulator } from './build-emulator.js';

export interface EmulatorProcess {
  readonly url: string;
  close(): Promise<void>;
}

/** The emulator as `npm run emulator` runs it: a process of its own, on a free port, with these settings. */
export async function startEmulatorProcess(
  settings: Readonly<Record<string, string>>,
): Promise<EmulatorProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  const child = spawn(process.execPath, [buildEmulator(folder)], {
    env: { EMULATOR_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  for await (const text of createInterface({ input: child.stdout })) {
    const { msg, url } = JSON.parse(text) as { msg: string; url?: string };
    if (msg === 'listening' && url) {
      child.stdout.resume(); // its log goes nowhere, but must not fill the pipe
      return { url, close };
    }
  }
  throw new Error(`The emulator ended with ${await exit}.`);

  async function close(): Promise<void> {
    child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true });
  }
}

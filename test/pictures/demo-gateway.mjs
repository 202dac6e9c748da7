import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built gateway over its demo, on free ports: where its board is, and how to end it. Throws if it ends before it listens. */
export async function startDemo(settings = {}) {
  const gateway = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async () => {
    if (gateway.exitCode === null && gateway.kill()) await once(gateway, 'exit');
  };
  for await (const line of createInterface({ input: gateway.stdout })) {
    const [, url] = /Status board +(http:\S+)/.exec(line) ?? [];
    if (!url) continue;
    gateway.stdout.resume(); // what it says later goes nowhere, but must not fill the pipe
    return { url, end };
  }
  throw new Error('The gateway ended before it listened.');
}

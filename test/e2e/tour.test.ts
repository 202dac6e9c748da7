import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCommand } from '../support/debian.js';
import { startTestEmulator } from '../support/emulator.js';
import { buildGateway, type GatewayProcess, type GatewayProgram } from '../support/gateway-process.js';
import { until } from '../support/until.js';

/** The shell commands of a text in their order, as they stand there but for the address. */
function commandsOf(path: string): string[] {
  const text = readFileSync(join(__dirname, '../..', path), 'utf8');
  return [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, command = '']) => command);
}

/** What it shows as JSON, in order. */
function printedIn(path: string): string[] {
  const text = readFileSync(join(__dirname, '../..', path), 'utf8');
  return [...text.matchAll(/```json\n(.*?)\n```/gs)].map(([, answer = '']) => answer);
}

let program: GatewayProgram;
let gateway: GatewayProcess;
let watching: ChildProcess | undefined;
beforeAll(async () => {
  program = buildGateway();
  gateway = await program.start({ EMULATOR_SPEED: '8' });
});
afterAll(() => {
  watching?.kill();
  program.remove();
});

const here = (command: string) => command.replaceAll('http://127.0.0.1:4000', gateway.url);
const run = (command: string) => execFileSync('sh', ['-c', command], { encoding: 'utf8' });

it("README's tour works in its own order, and again", async () => {
  const [setUp, list, watch, start, stop] = commandsOf('README.md').map(here);
  expect(setUp).toContain('npm ci && npm start');
  const [answer = ''] = printedIn('README.md');
  expect(answer).toContain('"calls":0');
  await until(() => run(list ?? '') === answer); // once the gateway has listed every project

  let printed = '';
  const child = spawn('sh', ['-c', `exec ${watch}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  watching = child;
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await until(() => printed.includes('retry:'));
  for (const _ of ['once', 'again']) {
    printed = '';
    expect(run(start ?? '')).toContain('{"modelVersion":{"status":"STARTING"},"userErrors":[]}');
    await until(() => printed.includes('"previousStatus":"STARTING","status":"RUNNING"'));
    expect(run(stop ?? '')).toContain('{"modelVersion":{"status":"STOPPING"},"userErrors":[]}');
    await until(() => printed.includes('"previousStatus":"STOPPING","status":"STOPPED"'));
  }
});

it("the emulator's commands work on a distribution's tools", async () => {
  const emulator = await startTestEmulator({ data: 'demo' });
  try {
    const aws = ensureCommand('aws', 'awscli');
    const [describe = '', ...controls] = commandsOf('src/emulator/README.md')
      .join('')
      .split(/\n(?=curl)/)
      .map((it) => it.replaceAll('http://127.0.0.1:4001', emulator.url).replace(' aws ', ` ${aws} `));
    expect((await promisify(execFile)('sh', ['-c', describe])).stdout).toContain('project/circuit-boards/');
    expect(controls.length).toBeGreaterThan(1);
    for (const it of controls) await promisify(execFile)('sh', ['-c', it.replace('curl ', 'curl -sf ')]);
  } finally {
    await emulator.close();
  }
});

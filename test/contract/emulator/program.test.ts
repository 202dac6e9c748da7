import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Rekognition } from '@aws-sdk/client-rekognition';
import { DataFileError } from '../../../src/emulator/store/data-file.js';
import { buildEmulator } from '../../support/build-emulator.js';
import { credentialsOf, startTestEmulator } from '../../support/emulator.js';

let folder: string;
let main: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  main = buildEmulator(join(folder, 'build'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [main], { env: { ...env, EMULATOR_PORT: env.EMULATOR_PORT ?? '0' } });
  children.push(child);
  return child;
}

interface LogLine {
  readonly msg: string;
  readonly url?: string;
}

/** The lines that a child has logged when one of them says `last`, or when it has ended. */
async function logOf(child: ChildProcess, last?: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  if (!child.stdout) throw new Error('the child has no stdout');
  const reader = createInterface({ input: child.stdout });
  await new Promise<void>((resolve) => {
    reader.on('close', resolve);
    reader.on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
      if (line.msg === last) resolve();
    });
  });
  return lines;
}

async function started(env: Record<string, string>) {
  const child = run(env);
  const { url = '' } = (await logOf(child, 'listening')).at(-1) ?? {};
  const credentials = credentialsOf('123456789012');
  return { child, url, client: new Rekognition({ endpoint: url, region: 'us-east-1', credentials }) };
}

const file = (name: string) => join(folder, name);

describe('1. the program', () => {
  test('1.1 starts with demo data and ends in peace', async () => {
    const { child, client } = await started({});
    expect((await client.describeProjects({})).ProjectDescriptions).toHaveLength(5);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('1.2 names all bad settings and exits with 2', async () => {
    const child = run({ EMULATOR_PORT: 'x', EMULATOR_SPEED: '0', EMULATOR_DATA: 'demmo' });
    const exit = once(child, 'exit');
    const lines = await logOf(child);
    expect(lines.map(({ msg }) => msg.split(' ')[0])).toEqual([
      'EMULATOR_PORT',
      'EMULATOR_DATA',
      'EMULATOR_SPEED',
    ]);
    expect(await exit).toEqual([2, null]);
  });

  test('1.3 exits with 1 if its port is taken', async () => {
    const { url } = await started({});
    const { port } = new URL(url);
    const child = run({ EMULATOR_PORT: port });
    const exit = once(child, 'exit');
    expect(await logOf(child)).toMatchObject([
      {
        msg: 'the emulator could not start',
        error: `port ${port} is taken: EMULATOR_PORT=0 takes a free one, EMULATOR_PORT=<number> another`,
      },
    ]);
    expect(await exit).toEqual([1, null]);
  });
});

describe('2. a data file', () => {
  test('2.1 survives kill -9 with every change that was answered', async () => {
    const env = { EMULATOR_DATA: file('state.json'), EMULATOR_TPS: '0' };
    const first = await started(env);
    for (let i = 0; i < 20; i++) await first.client.createProject({ ProjectName: `p${i}` });
    const { ProjectDescriptions: before } = await first.client.describeProjects({ ProjectNames: ['p19'] });
    const more = first.client.createProject({ ProjectName: 'unanswered' });
    more.catch(() => undefined);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await started(env);
    const { ProjectDescriptions } = await second.client.describeProjects({});
    expect(ProjectDescriptions?.length).toBeGreaterThanOrEqual(20);
    const { ProjectDescriptions: after } = await second.client.describeProjects({ ProjectNames: ['p19'] });
    expect(after?.[0]?.ProjectArn).toBe(before?.[0]?.ProjectArn);
  });

  test('2.2 keeps what is under way as it was, whatever the next speed', async () => {
    let nowMs = 1_000_000;
    const options = { data: file('speed.json'), now: () => nowMs };
    const slow = await startTestEmulator(options);
    const clientOf = (url: string) =>
      new Rekognition({ endpoint: url, region: 'us-east-1', credentials: credentialsOf('123456789012') });
    const { ProjectArn } = await clientOf(slow.url).createProject({ ProjectName: 'p' });
    const OutputConfig = { S3Bucket: 'bbb' };
    await clientOf(slow.url).createProjectVersion({ ProjectArn, VersionName: 'v', OutputConfig });
    await slow.close();
    const fast = await startTestEmulator({ ...options, speed: 1_000 });
    const status = async () =>
      (await clientOf(fast.url).describeProjectVersions({ ProjectArn })).ProjectVersionDescriptions?.[0]
        ?.Status;
    nowMs += 19_999;
    expect(await status()).toBe('TRAINING_IN_PROGRESS');
    nowMs += 1;
    expect(await status()).toBe('TRAINING_COMPLETED');
    await fast.close();
  });

  const shell = (state: string, version = 1) =>
    `{"format":"custom-labels-emulator","formatVersion":${version},"state":${state}}`;

  test.each([
    ['empty', '', 'not valid JSON'],
    ['cut short', shell('{"clockOffsetMs":0').slice(0, -3), 'not valid JSON'],
    ['of something else', '{"hello":1}', 'not a data file of this emulator'],
    ['no object', 'null', 'not a data file of this emulator'],
    ['of a later format', shell('{}', 2), 'format version is 2'],
    ['without a state', shell('7'), 'state is not an object'],
    [
      'with a hole',
      shell('{"clockOffsetMs":0,"regions":{"a/b":{"projects":{},"versions":{}}}}'),
      '.models is not a list',
    ],
    [
      'with a wrong value',
      shell('{"clockOffsetMs":0,"regions":{"a/b":{"projects":{"x":{"arn":7}},"versions":{},"models":[]}}}'),
      '["x"].arn is not a text',
    ],
  ])('2.3 that is %s is refused and left alone', async (name, text, reason) => {
    const path = file(`${name.replaceAll(' ', '-')}.json`);
    writeFileSync(path, text);
    const start = startTestEmulator({ data: path });
    await expect(start).rejects.toThrow(DataFileError);
    await expect(start).rejects.toThrow(reason);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('2.4 that is damaged ends the program with 2 and a reason', async () => {
    const path = file('damaged.json');
    writeFileSync(path, '{"format"');
    const child = run({ EMULATOR_DATA: path });
    const exit = once(child, 'exit');
    expect((await logOf(child))[0]?.msg).toContain(`The data file ${path} cannot be used`);
    expect(await exit).toEqual([2, null]);
  });

  test('2.5 is created if it is missing, unless it cannot be', async () => {
    const path = file('new.json');
    const emulator = await startTestEmulator({ data: path });
    await emulator.close();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ formatVersion: 1 });
    await expect(startTestEmulator({ data: file('no/such/folder.json') })).rejects.toThrow(DataFileError);
    await expect(startTestEmulator({ data: folder })).rejects.toThrow(DataFileError);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('2.6 holds the demo after a reset to it, and reads it back', async () => {
    const path = file('demo-state.json');
    const first = await startTestEmulator({ data: path });
    await first.control.reset('demo');
    const { regions } = await first.control.state();
    await first.close();
    const second = await startTestEmulator({ data: path });
    expect(Object.keys((await second.control.state()).regions)).toEqual(Object.keys(regions));
    await second.close();
  });
});

import { execFileSync } from 'node:child_process';
import { createDataFolders } from '../support/data-folder.js';
import { ensureCommand } from '../support/debian.js';
import { buildGateway, type GatewayProcess, type GatewayProgram } from '../support/gateway-process.js';
import { cursorAt } from '../support/query-at.js';
import { createRandom } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import { until } from '../support/until.js';

const newFolder = createDataFolders();
const PROJECT = 'circuit-boards';

interface Answer {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly data?: Record<string, { readonly userErrors: readonly unknown[] }> | null;
}

describe('a gateway with a full disk', () => {
  const dataDir = newFolder();
  const settings = {
    DATA_DIR: dataDir,
    EMULATOR_SPEED: '100',
    EMULATOR_TPS: '0',
    POLL_INTERVAL_MS: '100',
    DRAIN_MS: '0',
  };
  const prlimit = ensureCommand('prlimit', 'util-linux');
  let program: GatewayProgram;
  let gateway: GatewayProcess;
  let client: ResumingClient;

  beforeAll(async () => {
    program = buildGateway();
    gateway = await program.start(settings);
    const after = await cursorAt(gateway.url);
    client = createResumingClient({ after, random: createRandom(1), urls: () => [gateway.url] });
  });
  afterAll(() => {
    client.close();
    program.remove();
  });

  /** No file of the process may grow beyond this: writing fails as on a full disk, for this process alone. */
  const limitFiles = (bytes: string) =>
    execFileSync(prlimit, ['--pid', String(gateway.pid), `--fsize=${bytes}:unlimited`]);

  async function ask(query: string): Promise<Answer> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  }

  const create = (name: string, key: string | null) =>
    ask(
      `mutation { createProject(input: {projectName: "${name}"${key ? `, idempotencyKey: "${key}"` : ''}}) { project { arn } userErrors { message } } }`,
    );
  const degraded = async () =>
    ((await (await fetch(`${gateway.url}/readyz`)).json()) as { degraded: string[] }).degraded;
  const createCalls = async () => (await gateway.control.requests()).counts.CreateProject ?? 0;

  /** A stopped model of the demo data, started and stopped again; resolves when the subscriber was told. */
  async function changeModel(): Promise<void> {
    const told = client.changes.length;
    const found = await ask(
      `{ projects(first: 50) { nodes { name modelVersions(first: 10) { nodes { arn status } } } } }`,
    );
    const nodes = (found.data as unknown as Found).projects.nodes.find((it) => it.name === PROJECT)
      ?.modelVersions.nodes;
    const arn = nodes?.find((it) => ['TRAINING_COMPLETED', 'STOPPED'].includes(it.status))?.arn;
    await ask(
      `mutation { startModelVersion(input: {modelVersionArn: "${arn}", minInferenceUnits: 1}) { userErrors { message } } }`,
    );
    await until(() =>
      client.changes.slice(told).some((it) => it.modelVersionArn === arn && it.status === 'RUNNING'),
    );
    await ask(`mutation { stopModelVersion(input: {modelVersionArn: "${arn}"}) { userErrors { message } } }`);
    await until(() =>
      client.changes.slice(told).some((it) => it.modelVersionArn === arn && it.status === 'STOPPED'),
    );
  }

  it('refuses what would be forgotten, answers and publishes from memory, reports it, and recovers', async () => {
    expect((await create('before', 'key-before')).errors).toBeUndefined();
    await changeModel();
    limitFiles('0');
    const calls = await createCalls();
    const refused = await create('cats', 'key-cats');
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/cannot store anything.*nothing was changed/),
      extensions: { code: 'STORAGE_UNAVAILABLE' },
    });
    expect(await createCalls()).toBe(calls);
    expect((await create('birds', null)).data?.createProject?.userErrors).toEqual([]);
    await changeModel();
    expect(await degraded()).toEqual([expect.stringMatching(/DATA_DIR.*disk full/)]);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);

    limitFiles('unlimited');
    await until(async () => (await degraded()).length === 0);
    expect((await create('cats', 'key-cats')).data?.createProject?.userErrors).toEqual([]);
    expect((await ask('{ projects(first: 50) { nodes { name } } }')).errors).toBeUndefined();
  });

  it('has afterwards on disk what it published meanwhile', async () => {
    const { changes } = client;
    const cursor = changes[0]?.cursor ?? '';
    await gateway.kill();
    gateway = await program.start(settings);
    const again = createResumingClient({ after: cursor, random: createRandom(2), urls: () => [gateway.url] });
    await until(() => again.changes.length >= changes.length - 1);
    expect(again.gaps).toBe(0);
    expect(again.changes.slice(0, changes.length - 1)).toEqual(changes.slice(1));
    again.close();
  });
});

interface Found {
  readonly projects: {
    readonly nodes: readonly {
      readonly name: string;
      readonly modelVersions: {
        readonly nodes: readonly { readonly arn: string; readonly status: string }[];
      };
    }[];
  };
}

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from '../../src/app.js';
import { createClient, ListProjectsDocument, type Progress } from '../../src/client/index.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { createDataFolders } from '../support/data-folder.js';
import { buildGateway } from '../support/gateway-process.js';
import { type LastingGateway, startLastingGateway } from '../support/lasting-gateway.js';
import { queryAt } from '../support/query-at.js';
import { until } from '../support/until.js';

const newFolder = createDataFolders();
/** Longer than any start or stop of the emulator's. */
const MINUTE_MS = 60_000;

interface History {
  readonly modelVersion: {
    readonly statusHistory: {
      readonly nodes: readonly { readonly status: string; readonly cursor: string }[];
    };
  };
}

describe('a gateway on DATA_DIR that is started again', () => {
  let gateway: LastingGateway;
  let arn: string;
  beforeEach(async () => {
    gateway = await startLastingGateway({ DATA_DIR: newFolder() });
    const { projects } = await createClient({ url: gateway.url }).query(ListProjectsDocument, { first: 100 });
    const models = projects.nodes.find((it) => it.name === 'circuit-boards')?.modelVersions.nodes;
    arn = models?.find((it) => it.name === 'v1')?.arn ?? '';
  });
  afterEach(() => gateway.close());

  const tell = ({ status, isAfterGap }: Progress) => `${status}${isAfterGap ? ' after a gap' : ''}`;

  it('sends its subscribers what changed meanwhile, without a gap', async () => {
    const client = createClient({ url: gateway.url });
    const seen: string[] = [];
    const running = client.startModel(arn, { onProgress: (progress) => seen.push(tell(progress)) });
    await until(() => seen.length === 1);
    await gateway.stop();
    await gateway.control.advance(MINUTE_MS);
    await gateway.start();
    expect(await running).toMatchObject({ arn, status: 'RUNNING' });
    expect(seen).toEqual(['STARTING', 'RUNNING']);
  });

  it('has the same position, and the history of before', async () => {
    const client = createClient({ url: gateway.url });
    const starting = client.startModel(arn);
    await until(async () => (await historyOf()).length > 0);
    const { eventCursor } = await queryAt<{ eventCursor: string }>(gateway.url, '{ eventCursor }');
    const before = await historyOf();
    await gateway.stop();
    await gateway.start();
    expect((await historyOf()).slice(-before.length)).toEqual(before);
    expect(before[0]?.cursor).toBe(eventCursor);
    await gateway.control.advance(MINUTE_MS);
    await starting;
  });

  async function historyOf() {
    const query = `{ modelVersion(arn: "${arn}") { statusHistory(first: 10) { nodes { status cursor } } } }`;
    return (await queryAt<History>(gateway.url, query)).modelVersion.statusHistory.nodes;
  }
});

describe('a gateway with a folder that cannot be used', () => {
  it('says what to do, changes nothing, and leaves nothing behind', async () => {
    const dataDir = newFolder();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'dear');
    const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', EMULATOR_PORT: '0', DRAIN_MS: '0' });
    await expect(startApp(config, silentLog)).rejects.toThrow(/not the gateway's.*Name an empty folder/);
    expect(readdirSync(dataDir)).toEqual(['letter.txt']);
  });

  it('ends as after a bad setting, in words for an operator', async () => {
    const dataDir = newFolder();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'format.json'), '{"format":999}\n');
    const program = buildGateway();
    const failed = program.start({ DATA_DIR: dataDir });
    await expect(failed).rejects.toThrow('ended with 2');
    program.remove();
  });
});

import { type Client, createClient, ListProjectsDocument, type Progress } from '../../../src/client/index.js';
import { type LastingGateway, startLastingGateway } from '../../support/lasting-gateway.js';
import { until } from '../../support/until.js';

/** Longer than any start or stop of the emulator's. */
const MINUTE_MS = 60_000;

let gateway: LastingGateway;
let client: Client;
let arn: string;

beforeEach(async () => {
  gateway = await startLastingGateway();
  client = createClient({ url: gateway.url });
  const { projects } = await client.query(ListProjectsDocument, { first: 100 });
  const models = projects.nodes.find((it) => it.name === 'circuit-boards')?.modelVersions.nodes;
  arn = models?.find((it) => it.name === 'v1')?.arn ?? '';
});
afterEach(() => gateway.close());

const tell = ({ status, isAfterGap }: Progress) => `${status}${isAfterGap ? ' after a gap' : ''}`;

describe('a gateway that is started again while a model starts', () => {
  it('is connected again: the log in its memory is lost, a GAP comes, and the model is followed on', async () => {
    const seen: string[] = [];
    const running = client.startModel(arn, { onProgress: (progress) => seen.push(tell(progress)) });
    await until(() => seen.length === 1);
    await gateway.stop();
    await gateway.start();
    await until(() => seen.length === 2);
    await gateway.control.advance(MINUTE_MS);
    expect(await running).toMatchObject({ arn, name: 'v1', status: 'RUNNING' });
    expect(seen).toEqual(['STARTING', 'STARTING after a gap', 'RUNNING']);
  });

  it('is asked for the model, which ran during the outage', async () => {
    const seen: string[] = [];
    const running = client.startModel(arn, { onProgress: (progress) => seen.push(tell(progress)) });
    await until(() => seen.length === 1);
    await gateway.stop();
    await gateway.control.advance(MINUTE_MS);
    await gateway.start();
    expect(await running).toMatchObject({ arn, status: 'RUNNING' });
    expect(seen).toEqual(['STARTING', 'RUNNING after a gap']);
  });

  it('may even be away when the start is sent', async () => {
    await gateway.stop();
    let back: Promise<void> | null = null;
    const onRetry = () => {
      back ??= gateway.start();
    };
    const running = client.startModel(arn, { onRetry });
    await until(() => back !== null);
    await back;
    await until(async () => (await statusNow()) === 'STARTING');
    await gateway.control.advance(MINUTE_MS);
    expect(await running).toMatchObject({ arn, status: 'RUNNING' });
  });
});

it('a watch shows every change before and after a restart, and a GAP between them', async () => {
  const end = new AbortController();
  const seen: string[] = [];
  const watching = (async () => {
    const events = client.watchStatus({ modelVersionArns: [arn], signal: end.signal });
    for await (const { kind, status } of events) seen.push(`${kind} ${status}`);
  })();
  await through('STARTING', client.startModel(arn));
  await until(() => seen.includes('CHANGED RUNNING'));
  await gateway.stop();
  await gateway.start();
  await until(() => seen.includes('GAP null'));
  await through('STOPPING', client.stopModel(arn));
  await until(() => seen.includes('CHANGED STOPPED'));
  end.abort();
  await expect(watching).rejects.toBe(end.signal.reason);
  expect(seen).toEqual([
    'CHANGED STARTING',
    'CHANGED RUNNING',
    'GAP null',
    'CHANGED STOPPING',
    'CHANGED STOPPED',
  ]);

  async function through(status: string, change: Promise<unknown>) {
    await until(() => seen.includes(`CHANGED ${status}`));
    await gateway.control.advance(MINUTE_MS);
    await change;
  }
});

async function statusNow() {
  const { projects } = await client.query(ListProjectsDocument, { first: 100 });
  return projects.nodes.flatMap((it) => it.modelVersions.nodes).find((it) => it.arn === arn)?.status;
}

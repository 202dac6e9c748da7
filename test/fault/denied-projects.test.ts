import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { RekognitionClient, StartProjectVersionCommand } from '@aws-sdk/client-rekognition';
import { type App, startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { credentialsOf, startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { seedVersions } from '../support/seed.js';
import { followByWs } from '../support/status-stream.js';
import { until } from '../support/until.js';

const PROJECTS = 20;
const ACCOUNT = '123456789012';

interface Refusal {
  readonly status: number;
  readonly name: string;
}

/** Stands before the emulator and refuses what is asked about some projects. */
async function startRefusing(target: string, refused: ReadonlySet<string>, { status, name }: Refusal) {
  const asked = new Set<string>();
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming);
    const arn = /"ProjectArn":"([^"]+)"/.exec(body)?.[1] ?? '';
    if (refused.has(arn)) {
      asked.add(arn);
      outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      return void outgoing.end(JSON.stringify({ __type: name, message: 'No.' }));
    }
    const { host: _, connection: __, ...headers } = incoming.headers as Record<string, string>;
    const answer = await fetch(new URL(incoming.url ?? '/', target), { method: 'POST', headers, body });
    outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    outgoing.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The projects that were asked about and refused. */
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('half of the projects of an account fail', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(refusal: Refusal) {
    const seed = await seedVersions(PROJECTS, 1);
    const emulator: TestEmulator = await startTestEmulator({ data: seed.file, transitions: 'immediate' });
    const arns = [...seed.versions.keys()];
    const proxy = await startRefusing(emulator.url, new Set(arns.slice(0, PROJECTS / 2)), refusal);
    Object.assign(process.env, { AWS_ENDPOINT_URL: proxy.url });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'any' });
    const app: App = await startApp(
      parseConfig({
        ...{ UPSTREAM: 'aws', DATA_DIR: 'none', PORT: '0', DRAIN_MS: '0', POLL_INTERVAL_MS: '1000' },
        ACCOUNTS: JSON.stringify([{ accountId: ACCOUNT, region: 'us-east-1' }]),
      }),
      silentLog,
    );
    const credentials = credentialsOf(ACCOUNT);
    const aws = new RekognitionClient({ endpoint: emulator.url, region: 'us-east-1', credentials });
    closing.push(
      emulator.close,
      proxy.close,
      app.close,
      () => aws.destroy(),
      () => {
        delete process.env.AWS_ENDPOINT_URL;
      },
    );
    return { seed, proxy, app, aws, healthy: arns.at(-1) ?? '' };
  }

  it.each<Refusal>([
    { status: 400, name: 'AccessDeniedException' },
    { status: 500, name: 'InternalServerError' },
    { status: 501, name: 'NotImplemented' },
  ])('with %j: a change at AWS in a healthy one that a subscriber names is told', async (refusal) => {
    const { seed, proxy, app, aws, healthy } = await start(refusal);
    const [versionArn = ''] = seed.versions.get(healthy) ?? [];
    const stream = followByWs(app, { projectArns: [healthy] });
    await until(() => proxy.asked.size === PROJECTS / 2);
    await aws.send(new StartProjectVersionCommand({ ProjectVersionArn: versionArn, MinInferenceUnits: 1 }));
    await stream.until((events) => events.some((it) => it.status === 'RUNNING'));
    stream.stop();
  });
});
